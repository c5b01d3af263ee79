/** One line of the table that `npm run bench` prints. */
export interface BenchRow {
  suite: string;
  what: string;
  figure: string;
  baseline: string;
  ratio?: string;
  goal?: string;
  ok?: boolean;
}

/** Hands a row to the runner, which reads standard output. */
export function report(row: BenchRow): void {
  process.stdout.write(`${JSON.stringify({ row })}\n`);
}

/** Wall milliseconds of a piece of work. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

export const times = (factor: number): string => `${factor.toFixed(factor < 10 ? 2 : 0)}×`;
