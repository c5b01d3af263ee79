import type { GroupHealthAnswer } from '../../../common/groupHealth';

const HOUR = 3_600_000;
/** Answers that are kept at once. */
const MOST = 50;

interface Kept {
  at: number;
  answer: Promise<GroupHealthAnswer>;
}

/**
 * Answers to callers who see everything, for an hour. Whoever asks has been let in before; who sees only a part is never
 * answered from here. The key names the last run, so that its successor's numbers are shown at once.
 */
export class GroupHealthCache {
  private readonly kept = new Map<string, Kept>();

  /** @param fresh works it out anew whatever is kept */
  get(key: string, now: number, fresh: boolean, work: () => Promise<GroupHealthAnswer>): Promise<GroupHealthAnswer> {
    const known = this.kept.get(key);
    if (known && !fresh && now - known.at < HOUR) return known.answer;
    const answer = work();
    this.kept.delete(key);
    this.kept.set(key, { at: now, answer });
    answer.catch(() => {
      if (this.kept.get(key)?.answer === answer) this.kept.delete(key);
    });
    // in order of their making: the first is the oldest
    while (this.kept.size > MOST) this.kept.delete(this.kept.keys().next().value as string);
    return answer;
  }
}
