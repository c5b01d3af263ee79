import { DEFAULT_THRESHOLDS, HEALTH_MEASURES, type HealthMeasure, type Thresholds } from '../../common/groupHealth';

export const PERIODS = [7, 30, 90, 365] as const;

/** What can be drawn over time. */
export const TREND_MEASURES = ['posts', 'speakers', 'interacting', 'joins', 'leaves', 'responseMinutes'] as const;
export type TrendMeasure = (typeof TREND_MEASURES)[number];

/** A block's settings as they are saved with it. Limits are saved as they are entered: rates in percent. */
export interface GroupHealthOptions {
  /** Days up to today. */
  days: number;
  /** One group alone. */
  group: number | null;
  trend: TrendMeasure;
  showTrend: boolean;
  showGroups: boolean;
  showContent: boolean;
  /** By measure, in the unit of {@link LIMITS}. */
  limits: Record<HealthMeasure, number>;
}

/** How a limit is entered: what it is multiplied by to be a threshold, and what is allowed. */
export const LIMITS: Record<HealthMeasure, { unit: 'posts' | 'minutes' | 'percent'; most: number; step: number }> = {
  postsPerMemberDay: { unit: 'posts', most: 1000, step: 0.1 },
  interactionRate: { unit: 'percent', most: 100, step: 1 },
  responseMinutes: { unit: 'minutes', most: 1440, step: 1 },
  weeklyLeaveRate: { unit: 'percent', most: 100, step: 1 },
  monthlyLeaveRate: { unit: 'percent', most: 100, step: 1 },
  speakingRate: { unit: 'percent', most: 100, step: 1 },
};

const scale = (measure: HealthMeasure): number => (LIMITS[measure].unit === 'percent' ? 100 : 1);

const DEFAULT_LIMITS = Object.fromEntries(
  // 0.15 × 100 is 15.000000000000002 and the like
  HEALTH_MEASURES.map((measure) => [
    measure,
    Math.round(DEFAULT_THRESHOLDS[measure].limit * scale(measure) * 100) / 100,
  ]),
) as Record<HealthMeasure, number>;

export const DEFAULT_OPTIONS: GroupHealthOptions = {
  days: 30,
  group: null,
  trend: 'posts',
  showTrend: true,
  showGroups: true,
  showContent: true,
  limits: DEFAULT_LIMITS,
};

/** Whether a limit can be one of this measure. */
export const isLimit = (measure: HealthMeasure, value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= LIMITS[measure].most;

/** Fills what saved settings leave out or what makes no sense, e.g. because they were saved by an older version. */
export function withDefaults(saved: Partial<GroupHealthOptions> | undefined): GroupHealthOptions {
  const given = Object.entries(saved ?? {}).filter(([, value]) => value !== undefined && value !== null);
  const options = { ...DEFAULT_OPTIONS, ...(Object.fromEntries(given) as Partial<GroupHealthOptions>) };
  const limits = { ...DEFAULT_LIMITS };
  for (const measure of HEALTH_MEASURES) {
    const limit: unknown = options.limits[measure];
    if (isLimit(measure, limit)) limits[measure] = limit;
  }
  return { ...options, limits };
}

/** The limits as thresholds. */
export function thresholdsOf({ limits }: GroupHealthOptions): Thresholds {
  return Object.fromEntries(
    HEALTH_MEASURES.map((measure) => [
      measure,
      { is: DEFAULT_THRESHOLDS[measure].is, limit: limits[measure] / scale(measure) },
    ]),
  ) as Thresholds;
}
