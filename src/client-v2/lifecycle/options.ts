import type { ChangeOrigin } from '../../common/lifecycleBlock';

/** Days that a period may have, up to today. */
export const PERIODS = [7, 30, 90, 365] as const;

/** What the drawing shows: every change of stage, or where members stood before the period and where they stand after. */
export const FLOW_VIEWS = ['changes', 'paths'] as const;
export type FlowView = (typeof FLOW_VIEWS)[number];

/** Which changes count: all, or only those that happened as they were recorded (history that was placed later is not). */
export const COUNTED = ['all', 'asItHappened'] as const;
export type Counted = (typeof COUNTED)[number];

export const COUNTED_ORIGINS: Record<Counted, ChangeOrigin[] | null> = { all: null, asItHappened: ['live', 'manual'] };

/** A block's settings as they are saved with it. */
export interface LifecycleOptions {
  days: number;
  counted: Counted;
  flows: FlowView;
  /** What is shown below the stages. */
  showFlows: boolean;
  showConversions: boolean;
  /** Height of the drawing in CSS pixels. */
  height: number;
}

export const DEFAULT_OPTIONS: LifecycleOptions = {
  days: 30,
  counted: 'all',
  flows: 'changes',
  showFlows: true,
  showConversions: true,
  height: 320,
};

/** Fills what saved settings leave out, e.g. because they were saved by an older version. */
export function withDefaults(saved: Partial<LifecycleOptions> | undefined): LifecycleOptions {
  const given = Object.entries(saved ?? {}).filter(([, value]) => value !== undefined && value !== null);
  return { ...DEFAULT_OPTIONS, ...(Object.fromEntries(given) as Partial<LifecycleOptions>) };
}
