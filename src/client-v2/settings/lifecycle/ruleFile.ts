import type { RuleSetFile, StageRuleDraft } from '../../../common/lifecycle';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isStage = (value: unknown): boolean => value === null || typeof value === 'string';

function isRule(value: unknown): value is StageRuleDraft {
  return (
    isRecord(value) &&
    typeof value.key === 'string' &&
    typeof value.title === 'string' &&
    Array.isArray(value.from) &&
    value.from.every(isStage) &&
    typeof value.to === 'string' &&
    isRecord(value.enter) &&
    (value.keep === null || typeof value.keep === 'string' || isRecord(value.keep)) &&
    typeof value.priority === 'number'
  );
}

/** Why a file cannot be read as a rule set. */
export type FileProblem = 'notJson' | 'notRules' | 'otherVersion' | 'brokenRule';

/** Reads an exported rule set; conditions are checked by the server before anything is saved. */
export function readRuleFile(text: string): { rules: StageRuleDraft[] } | { problem: FileProblem; rule?: number } {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return { problem: 'notJson' };
  }
  if (!isRecord(file) || file.format !== 'community-stage-rules' || !Array.isArray(file.rules))
    return { problem: 'notRules' };
  if (file.version !== 1) return { problem: 'otherVersion' };
  const broken = file.rules.findIndex((rule) => !isRule(rule));
  if (broken >= 0) return { problem: 'brokenRule', rule: broken + 1 };
  const rules = file.rules as StageRuleDraft[];
  return {
    rules: rules.map((rule) => ({
      ...rule,
      minimumStayDays: Number(rule.minimumStayDays ?? 0),
      enabled: rule.enabled !== false,
    })),
  };
}

export const ruleFileText = (rules: StageRuleDraft[]): string => {
  const file: RuleSetFile = { format: 'community-stage-rules', version: 1, rules };
  return `${JSON.stringify(file, null, 2)}\n`;
};

/** Hands a text to the browser as a file to keep. */
export function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
