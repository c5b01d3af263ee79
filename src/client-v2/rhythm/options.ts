import type { RhythmAudience } from '../../common/rhythm';
import { DIMENSIONS, type Dimension } from '../blocks/memberChoice';
import type { PaletteName } from '../heatmap/options';

/** Days up to today; 0 = everything known. */
export const RHYTHM_DAYS = [30, 90, 180, 365, 0] as const;

/** What the rhythm is told apart by: a picture for each stage, persona, tag or segment. */
export const RHYTHM_BY = ['none', ...DIMENSIONS] as const;
export type RhythmBy = 'none' | Dimension;

/** A block's settings as they are saved with it. */
export interface RhythmOptions {
  days: number;
  /** One group, or one member, alone. */
  group: number | null;
  member: number | null;
  /** Where the block stands in a member's or group's page or pop-up, it shows that record. */
  followRecord: boolean;
  who: RhythmAudience;
  by: RhythmBy;
  /** Length of a publishing window. */
  hours: number;
  showWindows: boolean;
  palette: PaletteName;
}

export const DEFAULT_OPTIONS: RhythmOptions = {
  days: 90,
  group: null,
  member: null,
  followRecord: true,
  who: 'people',
  by: 'none',
  hours: 2,
  showWindows: true,
  palette: 'viridis',
};

/** Fills what saved settings leave out, e.g. because they were saved by an older version. */
export function withDefaults(saved: Partial<RhythmOptions> | undefined): RhythmOptions {
  const given = Object.entries(saved ?? {}).filter(([, value]) => value !== undefined && value !== null);
  return { ...DEFAULT_OPTIONS, ...(Object.fromEntries(given) as Partial<RhythmOptions>) };
}

/** The record in whose page or pop-up a block stands. */
export interface OpenedRecord {
  filterByTk?: number | string | null;
  collectionName?: string;
}

/** Whom the block shows: the opened record where it follows one, else whom its settings name. */
export function subjectOf(
  { followRecord, member, group }: RhythmOptions,
  opened: OpenedRecord | undefined,
): { member: number | null; group: number | null; followed: boolean } {
  const id = Number(opened?.filterByTk ?? NaN);
  if (followRecord && Number.isSafeInteger(id)) {
    if (opened?.collectionName === 'communityMembers') return { member: id, group: null, followed: true };
    if (opened?.collectionName === 'communityGroups') return { member: null, group: id, followed: true };
  }
  return { member, group, followed: false };
}
