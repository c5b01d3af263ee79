/** A condition that cannot be used: where, what is wrong and what is allowed. */
export class ConditionError extends Error {
  readonly code = 'INVALID_CONDITION';

  constructor(
    readonly path: string,
    readonly problem: string,
    readonly allowed: string,
  ) {
    super(`${path}: ${problem}. Allowed: ${allowed}.`);
  }
}
