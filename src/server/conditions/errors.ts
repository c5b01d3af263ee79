import { PROBLEMS, type ProblemCode } from './problems';

export type ProblemValues = Record<string, string | number>;

/** A condition that cannot be used: where, what is wrong and what is allowed. */
export class ConditionError extends Error {
  readonly code = 'INVALID_CONDITION';
  /** In English; see {@link told} for other languages. */
  readonly problem: string;
  readonly allowed: string;

  constructor(
    readonly path: string,
    readonly problemCode: ProblemCode,
    readonly values: ProblemValues = {},
  ) {
    const [problem, allowed] = PROBLEMS[problemCode].map((text) => filledIn(text, values));
    super(`${path}: ${problem}. Allowed: ${allowed}.`);
    this.problem = problem;
    this.allowed = allowed;
  }

  /** The two halves in another language. */
  told(translate: (text: string, values: ProblemValues) => string): { path: string; problem: string; allowed: string } {
    const [problem, allowed] = PROBLEMS[this.problemCode].map((text) => translate(text, this.values));
    return { path: this.path, problem, allowed };
  }
}

function filledIn(text: string, values: ProblemValues): string {
  return text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}
