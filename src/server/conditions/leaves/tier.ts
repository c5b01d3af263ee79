import type { Interpreter } from '../compiled';
import { labelColumn, memberColumn } from './column';

/** The member is in one of the RFM tiers. */
export const tier: Interpreter<{ tier: string[] }> = {
  matches: (condition) => 'tier' in condition,
  compile: (condition, frame, path) => labelColumn('tier', condition.tier, memberColumn(frame, 'rfmTier'), frame, path),
};
