/** Milliseconds of work at a time: what is left of a frame after painting. */
const SLICE = 10;

/**
 * Does a long piece of work a little at a time, so that the page stays alive.
 *
 * @param now a clock, milliseconds
 * @returns the work's result, or null when it was called off
 */
export async function inSlices<T>(
  work: Generator<void, T>,
  signal: AbortSignal,
  now: () => number = () => performance.now(),
): Promise<T | null> {
  for (;;) {
    const end = now() + SLICE;
    do {
      if (signal.aborted) return null;
      const { done, value } = work.next();
      if (done) return value;
    } while (now() < end);
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}
