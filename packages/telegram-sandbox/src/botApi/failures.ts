import { reasonOf } from './apiError';

/** How calls shall fail. */
export interface FailureSpec {
  /** HTTP status. */
  status: number;
  /** An object is sent as JSON, a text as HTML; by default Telegram's usual answer for the status. */
  body?: object | string;
  /** Only calls of this method; by default all. */
  method?: string;
  /** How many calls; 1 by default. */
  times?: number;
}

/** Failures that are still to come. */
export class FailurePlan {
  private planned: { spec: FailureSpec; left: number }[] = [];

  add(spec: FailureSpec): void {
    this.planned.push({ spec, left: spec.times ?? 1 });
  }

  /** The answer that a call of this method gets instead of its own, if one is planned. */
  take(method: string): { status: number; body: object | string } | null {
    const entry = this.planned.find(
      ({ spec, left }) => left > 0 && (spec.method ?? method).toLowerCase() === method.toLowerCase(),
    );
    if (!entry) {
      return null;
    }
    entry.left -= 1;
    const { status, body } = entry.spec;
    return { status, body: body ?? usualBody(status) };
  }
}

function usualBody(status: number): object {
  const answer = { ok: false, error_code: status, description: reasonOf(status) };
  return status === 429
    ? { ...answer, description: `${answer.description}: retry after 1`, parameters: { retry_after: 1 } }
    : answer;
}
