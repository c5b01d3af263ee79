import {
  DEFAULT_COLD_THRESHOLDS,
  DEFAULT_THRESHOLDS,
  type ColdThresholds,
  type OverlapMeasure,
  type OverlapMembers,
  type OverlapThresholds,
} from '../../common/overlap';

/** Days that the flow of forwards may be looked at, up to today. */
export const FLOW_PERIODS = [7, 30, 90, 365] as const;

export const OVERLAP_VIEWS = ['matrix', 'flow', 'cold'] as const;
export type OverlapView = (typeof OVERLAP_VIEWS)[number];

/** A block's settings as they are saved with it. Shares among the thresholds are per cent here, as people write them. */
export interface OverlapOptions extends OverlapThresholds, ColdThresholds {
  /** Group ids; none = all. */
  groups: Array<number | string>;
  members: OverlapMembers;
  /** Keys of the segments whose members count; none = everybody. */
  segments: string[];
  measure: OverlapMeasure;
  view: OverlapView;
  flowDays: number;
  /** Height of the matrix in CSS pixels. */
  height: number;
}

type Shares = Omit<OverlapThresholds & ColdThresholds, 'minShared' | 'splitMembers'>;

/** Thresholds that are shares, 0 to 1 for the server and per cent in the settings. */
export const SHARE_NAMES = [
  'mergeJaccard',
  'mergeCoefficient',
  'mergeSize',
  'interlinkCoefficient',
  'splitShare',
  'splitContact',
  'coldPast',
  'coldRelated',
] as const satisfies ReadonlyArray<keyof Shares>;

const asPercent = <T extends object>(thresholds: T): T =>
  Object.fromEntries(
    Object.entries(thresholds as Record<string, number>).map(([name, value]) => [
      name,
      isShare(name) ? Math.round(value * 100) : value,
    ]),
  ) as T;

const isShare = (name: string): boolean => (SHARE_NAMES as readonly string[]).includes(name);

export const DEFAULT_OPTIONS: OverlapOptions = {
  groups: [],
  members: 'seen',
  segments: [],
  measure: 'coefficient',
  view: 'matrix',
  flowDays: 30,
  height: 560,
  ...asPercent(DEFAULT_THRESHOLDS),
  ...asPercent(DEFAULT_COLD_THRESHOLDS),
};

/** Fills what saved settings leave out, e.g. because they were saved by an older version. */
export function withDefaults(saved: Partial<OverlapOptions> | undefined): OverlapOptions {
  const given = Object.entries(saved ?? {}).filter(([, value]) => value !== undefined && value !== null);
  return { ...DEFAULT_OPTIONS, ...(Object.fromEntries(given) as Partial<OverlapOptions>) };
}

/** The thresholds of the given names as the server wants them. */
export function thresholdParams(options: OverlapOptions, names: ReadonlyArray<string>): Record<string, number> {
  const values = options as unknown as Record<string, number>;
  return Object.fromEntries(names.map((name) => [name, isShare(name) ? values[name] / 100 : values[name]]));
}
