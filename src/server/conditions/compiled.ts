import type { Condition, Evidence } from '../../common/conditions';
import type { MetricFrame } from '../metrics';

/** A row of a metric frame as the database returns it. */
export type FrameRow = Record<string, unknown>;

/** A condition as SQL over the rows of a frame (alias `x`), and as evidence for a row that was read. */
export interface Compiled {
  /** Boolean expression that is never NULL. */
  sql: string;
  /** Each leaf with the numbers of the row. */
  evidence(row: FrameRow): Evidence[];
}

/** Turns one form of condition into SQL; the registry in `compile.ts` holds one for each form. */
export interface Interpreter<C> {
  matches(condition: Condition): boolean;
  compile(condition: C, frame: MetricFrame, path: string, recurse: Recurse): Compiled;
}

export type Recurse = (condition: Condition, path: string) => Compiled;
