export interface PipelineOptions<T, P> {
  /** Rows of a portion. */
  size: number;
  /** What can be done without the database: done for the next portion while the database writes the present one. */
  prepare(portion: readonly T[]): P;
  write(prepared: P): Promise<void>;
  /** Called before each portion is written; ends the work by throwing. */
  checkpoint?: () => Promise<void> | void;
}

/** By then a statement that was asked for is on its way to the database, milliseconds. */
const SENT = 2;

/** Works rows off a portion at a time, one write after the other. */
export async function inPipeline<T, P>(
  rows: readonly T[],
  { size, prepare, write, checkpoint }: PipelineOptions<T, P>,
): Promise<void> {
  if (!rows.length) return;
  let prepared = prepare(rows.slice(0, size));
  for (let next = size; ; next += size) {
    await checkpoint?.();
    const writing = write(prepared);
    if (next >= rows.length) return writing;
    await Promise.race([writing, new Promise((resolve) => setTimeout(resolve, SENT))]);
    prepared = prepare(rows.slice(next, next + size));
    await writing;
  }
}
