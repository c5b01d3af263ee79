import type { Condition, Evidence } from './conditions';

/** `keep` of a rule that means "until another rule fires". */
export const UNTIL_ANOTHER_FIRES = 'until_another_fires';

/** A stage rule as operators write it, and as it is exported and previewed. */
export interface StageRuleDraft {
  key: string;
  title: string;
  /** Stages that the rule leads away from; null in the list = members without a stage. */
  from: Array<string | null>;
  to: string;
  enter: Condition;
  /** What must hold for the stage to be kept; null = `enter`, relaxed. */
  keep: Condition | typeof UNTIL_ANOTHER_FIRES | null;
  /** The highest wins. */
  priority: number;
  /** Days in the stage before a demotion may end it. */
  minimumStayDays: number;
  enabled: boolean;
}

/** Body of `communityLifecycle:exportRules` and `importRules`. */
export interface RuleSetFile {
  format: 'community-stage-rules';
  version: 1;
  rules: StageRuleDraft[];
}

export interface RuleName {
  key: string;
  title: string;
  version: number;
}

/** One way out of the present stage, or what keeps a member in it. `condition` and `evidence` belong together by path. */
export interface Requirement {
  rule: RuleName;
  condition: Condition;
  evidence: Evidence[];
  met: boolean;
}

/** `communityLifecycle:explain?member=` */
export interface ExplainAnswer {
  member: { id: number; name: string; stage: string | null; stageSince: number | null; lockedUntil: number | null };
  /** Milliseconds; the numbers are as of this instant. */
  asOf: number;
  /** The change that brought the member into the stage; null when it carries none, or when it was before records began. */
  entered: {
    from: string | null;
    to: string;
    at: number;
    origin: string;
    rule: RuleName | null;
    reason: string | null;
    evidence: Evidence[];
  } | null;
  /** What keeps the stage; empty = it is kept until another rule fires. */
  keep: Requirement[];
  /** Each stage that is possible next, in the order in which they are tried. */
  next: Array<{ to: string; blockedBy: 'lock' | 'minimumStay' | null; requirement: Requirement }>;
  /** Why the member carries no stage at all. */
  leftOut: 'bot' | 'team' | 'neverSeen' | null;
  /** The reader may not see all groups: numbers, which are counted over all of them, are left out. */
  partial: boolean;
}

/** `communityLifecycle:preview` with `{ rules: StageRuleDraft[] }`. Nothing is written. */
export interface PreviewAnswer {
  asOf: number;
  members: number;
  /** Who would change stage in the next run. */
  changes: Array<{ from: string | null; to: string; members: number }>;
  /** The same for the rules in force. */
  current: Array<{ from: string | null; to: string; members: number }>;
  sample: Array<{
    member: { id: number; name: string };
    from: string | null;
    to: string;
    rule: { key: string; title: string };
    evidence: Evidence[];
  }>;
}

/** Stage sizes and quality of one rule set over past dates. */
export interface BacktestSeries {
  /** Members per stage at each date of {@link BacktestResult.dates}. */
  sizes: Record<string, number[]>;
  changes: number;
  /** Changes that were taken back within 14 days. */
  flippedBack: number;
  /** At risk against who really went silent for the 30 days after; null where nothing can be said. */
  atRisk: { precision: number | null; recall: number | null; flagged: number; silent: number };
}

/** Result of a run of kind `backtest`, which `communityLifecycle:backtest` with `{ rules, weeks }` queues. */
export interface BacktestResult {
  /** Milliseconds. */
  dates: number[];
  draft: BacktestSeries;
  current: BacktestSeries;
}
