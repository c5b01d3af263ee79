export { openGaps, rosterOf } from './forWorkflows';
export { endGaps, fillGaps, type GapReason, type Standing } from './gaps';
export { CoverageKeeper, type CoverageOptions } from './keeper';
export type { CoverageCounts } from './tally';
export { troublesAction, type Troubles } from './troubles';
