import type { Condition } from '../../../common/conditions';
import type { SegmentDraft, SegmentInfo, SegmentMode } from '../../../common/segments';
import { checkCondition, emptyCondition, type Problem, type Words } from '../../conditions';
import type { Owner } from '../labels/OwnerSelect';
import { isCron } from '../schedule/cron';

/** A segment on the page: what is saved, and its owner's name besides. */
export interface EditedSegment extends Omit<SegmentDraft, 'key' | 'ownerId'> {
  owner: Owner | null;
}

/** What the editor starts with; one that was never saved has no id and no key. */
export interface SegmentStart {
  id: number | null;
  key: string | null;
  segment: EditedSegment;
}

export const DEFAULT_SCHEDULE = '0 6 * * 1';

/** A segment to fill in. */
export const blankSegment = (mode: SegmentMode = 'dynamic'): SegmentStart => ({
  id: null,
  key: null,
  segment: {
    title: '',
    description: null,
    color: 'blue',
    owner: null,
    mode,
    condition: mode === 'static' ? null : { all: [emptyCondition('compare')] },
    refresh: mode === 'static' ? 'demand' : 'run',
    schedule: null,
  },
});

/** A segment that a condition is known for, e.g. from a template. */
export const segmentOf = (title: string, color: string, condition: Condition): SegmentStart => {
  const blank = blankSegment();
  return { ...blank, segment: { ...blank.segment, title, color, condition } };
};

const editedOf = (info: SegmentInfo): EditedSegment => ({
  title: info.title,
  description: info.description,
  color: info.color,
  owner: info.owner,
  mode: info.mode,
  condition: info.condition,
  refresh: info.refresh,
  schedule: info.schedule,
});

export const startOf = (info: SegmentInfo): SegmentStart => ({ id: info.id, key: info.key, segment: editedOf(info) });

/** A second segment like the first; a list is copied without its members, who are added from the first one. */
export const copyOf = (info: SegmentInfo, title: string): SegmentStart => ({
  id: null,
  key: null,
  segment: { ...editedOf(info), title },
});

/** The segment as the server takes it: only a condition or a list, and a schedule only where it is followed. */
export function payloadOf({ owner, ...segment }: EditedSegment): Omit<SegmentDraft, 'key'> {
  const list = segment.mode === 'static';
  return {
    ...segment,
    title: segment.title.trim(),
    description: segment.description?.trim() || null,
    ownerId: owner?.id ?? null,
    condition: list ? null : segment.condition,
    refresh: list ? 'demand' : segment.refresh,
    schedule: !list && segment.refresh === 'scheduled' ? segment.schedule : null,
  };
}

/** What is missing or impossible; places are those that the server names. */
export function checkSegment(segment: EditedSegment, words: Pick<Words, 't' | 'catalogue'>): Problem[] {
  const { t } = words;
  const problems: Problem[] = [];
  if (!segment.title.trim()) problems.push({ path: 'title', text: t('Enter a title.') });
  if (segment.mode === 'static') return problems;
  if (segment.refresh === 'scheduled' && !isCron(segment.schedule ?? ''))
    problems.push({ path: 'schedule', text: t('Enter five fields, e.g. 0 * * * *.') });
  return [...problems, ...checkCondition(segment.condition ?? { all: [] }, 'condition', words)];
}
