/**
 * Asks until the answer is truthy and returns it. Throws after `milliseconds`: patience for a busy machine, never a measure of speed.
 */
export async function waitFor<T>(
  ask: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  milliseconds = 30_000,
): Promise<T> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`Nothing came within ${milliseconds} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
