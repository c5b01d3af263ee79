import type { Condition, Value } from '../../common/conditions';
import type { RfmSettings } from '../../common/rfm';
import type { LabelRules } from '../labelling';
import { refreshPersonas, refreshTiers } from '../personas';
import { refreshSegments, type SegmentsInput, type StoredSegment } from '../segments';
import { refreshTags } from '../tags';

const WEEK = 7 * 86_400_000;

/** Metrics that follow from more than facts: what they were in the past is not on record. */
const PRESENT_ONLY: ReadonlySet<string> = new Set(['daysInStage', 'pAlive']);

export interface PastLabels {
  personas: LabelRules;
  tags: LabelRules;
  rfm: RfmSettings;
  segments: readonly StoredSegment[];
}

/**
 * Gives labels as they would have been at the ends of the last weeks, one week after the other, so that an imported history
 * has sizes over time from the first day. Labels that ask for stages, fields or other labels are left out: those are known
 * only as they are now. To be followed by an ordinary evaluation; nothing of it starts a workflow.
 */
export async function tellPast(input: SegmentsInput, labels: PastLabels, weeks: number): Promise<void> {
  const personas = labels.personas.rules.every(fromFacts) ? labels.personas : null;
  const unknown = new Set(labels.tags.rules.filter((rule) => !fromFacts(rule)).map(({ to }) => to));
  const tags = { ...labels.tags, rules: labels.tags.rules.filter(({ to }) => !unknown.has(to)) };
  const segments = labels.segments.filter(({ condition }) => condition !== null && fromFacts({ condition }));
  const isHistory = () => true;
  for (let ago = weeks; ago > 0; ago -= 1) {
    const then = { ...input, asOf: input.asOf - ago * WEEK, isHistory };
    if (personas) await refreshPersonas(then, personas, null);
    await refreshTiers(then, labels.rfm, null);
    await refreshTags(then, tags, null);
    await refreshSegments(then, segments);
  }
}

/** Whether a condition asks for nothing but what members did. It may be unchecked: what is unknown does not follow from facts. */
function fromFacts({ condition }: { condition: Condition }): boolean {
  const all = (parts: readonly Condition[]) => parts.every((part) => fromFacts({ condition: part }));
  if ('all' in condition) return all(condition.all);
  if ('any' in condition) return all(condition.any);
  if ('not' in condition) return fromFacts({ condition: condition.not });
  if ('hours' in condition) return true;
  return 'left' in condition && [condition.left, condition.right].flat().every(isFact);
}

function isFact(value: Value): boolean {
  if (typeof value === 'number') return true;
  if ('ratio' in value) return value.ratio.every(isFact);
  if ('mean' in value) return isFact(value.mean);
  if ('of' in value) return isFact(value.of);
  return !PRESENT_ONLY.has(value.metric);
}
