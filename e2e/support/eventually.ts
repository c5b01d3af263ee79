/** Asks again until the answer satisfies, and returns it; after `milliseconds` the last answer is returned, for the test to complain about. */
export async function eventually<T>(ask: () => Promise<T>, satisfies: (answer: T) => boolean, milliseconds = 30_000) {
  const end = Date.now() + milliseconds;
  for (;;) {
    const answer = await ask();
    if (satisfies(answer) || Date.now() > end) return answer;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
