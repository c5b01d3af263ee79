export { openGaps, rosterOf } from './forWorkflows';
export { fillGaps, type GapReason, type Standing } from './gaps';
export { CoverageKeeper, type CoverageOptions } from './keeper';
export type { CoverageCounts } from './tally';
