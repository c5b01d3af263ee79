import { useFlowContext } from '@nocobase/flow-engine';
import { useMemo } from 'react';
import { STAGE_KEYS } from '../../common/names';
import { SHIPPED_STAGES } from '../../common/shippedTitles';
import { useT } from '../locale';

/** English titles of the standard stages. */
export const STAGE_TITLES: Record<string, string> = Object.fromEntries(
  Object.entries(SHIPPED_STAGES).map(([key, { titleEn }]) => [key, titleEn]),
);

const EXPRESSION = /^\{\{\s*t\(("(?:[^"\\]|\\.)*")/;

/** The English text of a title that may be one of the host's translation expressions, `{{t("…", …)}}`. */
export function plainTitle(title: string): string {
  const quoted = EXPRESSION.exec(title)?.[1];
  return quoted ? (JSON.parse(quoted) as string) : title;
}

export interface StageOption {
  value: string;
  label: string;
}

/** The stages with their titles: those of the member collection's own field, else the standard ones. */
export function useStages(): StageOption[] {
  const t = useT();
  const { dataSourceManager } = useFlowContext();
  return useMemo(() => {
    const field = dataSourceManager?.getCollection('main', 'communityMembers')?.getField('stage');
    const listed = (field?.uiSchema?.enum ?? []).flatMap((option) =>
      typeof option === 'object'
        ? [{ value: String(option.value), label: t(plainTitle(option.label ?? String(option.value))) }]
        : [],
    );
    if (listed.length > 0) return listed;
    return STAGE_KEYS.map((value) => ({ value, label: t(STAGE_TITLES[value]) }));
  }, [dataSourceManager, t]);
}

/** The title of a stage, or the key itself where it is none of the known ones. */
export const stageLabel = (stages: readonly StageOption[], stage: string | null): string =>
  stages.find((option) => option.value === stage)?.label ?? stage ?? '';
