import type { Condition } from '../../common/conditions';
import type { MetricFrame } from '../metrics';
import type { Compiled, Interpreter } from './compiled';
import { compare } from './leaves/compare';
import { filter } from './leaves/filter';
import { hours } from './leaves/hours';
import { interest } from './leaves/interest';
import { all, any, not } from './leaves/logic';
import { persona } from './leaves/persona';
import { segment } from './leaves/segment';
import { stage } from './leaves/stage';
import { tag } from './leaves/tag';
import { tier } from './leaves/tier';

/** One interpreter a form. A new leaf is a file in `leaves/` and an entry here. */
const INTERPRETERS = [
  all,
  any,
  not,
  compare,
  stage,
  tag,
  persona,
  tier,
  interest,
  segment,
  hours,
  filter,
] as unknown as Array<Interpreter<Condition>>;

/**
 * A validated condition as SQL over the frame. Metrics that it needs become columns of the frame, so compile everything
 * before the frame is selected.
 */
export function compileCondition(condition: Condition, frame: MetricFrame, path: string): Compiled {
  const interpreter = INTERPRETERS.find((candidate) => candidate.matches(condition));
  if (!interpreter) throw new Error(`No interpreter for condition at ${path}.`);
  return interpreter.compile(condition, frame, path, (part, at) => compileCondition(part, frame, at));
}
