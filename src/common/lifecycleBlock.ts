/** Answers of `communityAnalytics:lifecycle` and `lifecycleMembers`, shared by server and browser. */

/** How a change of stage came about. */
export const CHANGE_ORIGINS = ['live', 'manual', 'edit', 'replay', 'import'] as const;
export type ChangeOrigin = (typeof CHANGE_ORIGINS)[number];

/** Stages that count as lost, by their standard key. */
export const LOST_STAGES: readonly string[] = ['churned'];

export interface LifecycleStage {
  /** Null = members who carry no stage. */
  stage: string | null;
  /** The title that operators gave it; null for the shipped one, which readers see in their own language. */
  title: string | null;
  /** Operators' colour, an antd preset name or CSS; null where there is none. */
  color: string | null;
  /** Members now. */
  members: number;
  /** Changes into the stage and out of it within the period. A member who came and went twice counts twice. */
  entered: number;
  left: number;
  /** Stays in the stage that touch the period, however they began: what conversions are shares of. */
  stays: number;
  /** Median length of the stays that ended within the period, days; null when none did. */
  medianDays: number | null;
  /** Stays that the median is of. */
  staysEnded: number;
  /**
   * What became of those who were in the stage when the period began: how many there were, how many are in the same stage
   * at its end, and how many carry any stage then that is not a lost one ({@link LOST_STAGES}). For a lost stage the latter
   * are those who came back. Null when the period has no beginning.
   */
  retention: { members: number; same: number; kept: number } | null;
  /**
   * Purchases within the period by those who are in the stage at its end. Amounts are added up as they were recorded,
   * whatever their currency; null when the caller's role may not read amounts.
   */
  spend: { members: number; buyers: number; purchases: number; amount: number } | null;
}

export interface LifecycleFlow {
  from: string | null;
  to: string;
  /** Changes; the name is older than the meaning. */
  members: number;
  /** Changes per stay in `from` that touches the period, 0 to 1; null for members who had no stage. */
  share: number | null;
}

/** Where members stood just before the period and where they stand at its end; null = without a stage. */
export interface LifecyclePath {
  from: string | null;
  to: string | null;
  members: number;
}

export interface LifecycleAnswer {
  /** Milliseconds. */
  asOf: number;
  /** Instant of the last completed run that gave stages; null = there was none yet. */
  lastRun: number | null;
  /** Community days, both included; null = no limit. */
  period: { from: string | null; to: string | null };
  timeZone: string;
  /** In the order of the lifecycle; members without a stage come last, where there are any. */
  stages: LifecycleStage[];
  /** Changes within the period. */
  flows: LifecycleFlow[];
  paths: LifecyclePath[];
  /** Currencies of the purchases in `spend`; more than one means that the amounts cannot be compared. */
  currencies: string[];
}

/** Whom `lifecycleMembers` lists: in a stage now, who entered or left it, took a change, or went a path in the period. */
export const LIFECYCLE_LISTS = ['now', 'entered', 'left', 'flow', 'path'] as const;
export type LifecycleList = (typeof LIFECYCLE_LISTS)[number];

/** What a stage parameter says for "without a stage". */
export const NO_STAGE = 'null';

export interface LifecycleMembersAnswer {
  members: Array<{
    id: number;
    name: string | null;
    stage: string | null;
    /** Milliseconds; null when unknown or not to be read. */
    stageSince: number | null;
    /** Of the (latest) change that puts the member on the list; null for lists without one. */
    at: number | null;
  }>;
  total: number;
  page: number;
  pageSize: number;
}
