export interface PipelineOptions<T, P> {
  /** Rows of a portion. */
  size: number;
  /** How many portions may be on their way to the database at a time; see `WriteGate.writers`. */
  writers: number;
  /** What can be done without the database: done for the next portion while the database writes the ones before. */
  prepare(portion: readonly T[]): P;
  write(prepared: P): Promise<void>;
  /** Called before each portion is written; ends the work by throwing. */
  checkpoint?: () => Promise<void> | void;
}

/** By then a statement that was asked for is on its way to the database, milliseconds. */
const SENT = 2;

/** Works rows off a portion at a time. Portions must not depend on each other. Nothing is under way any more when it ends. */
export async function inPipeline<T, P>(
  rows: readonly T[],
  { size, writers, prepare, write, checkpoint }: PipelineOptions<T, P>,
): Promise<void> {
  const underWay = new Set<Promise<void>>();
  try {
    for (let next = 0; next < rows.length; next += size) {
      const prepared = prepare(rows.slice(next, next + size));
      while (underWay.size >= writers) await Promise.race(underWay);
      await checkpoint?.();
      // one that fails stays, so that whoever looks next meets its error
      const writing = write(prepared).then(() => void underWay.delete(writing));
      underWay.add(writing);
      if (next + size < rows.length) await Promise.race([writing, new Promise((resolve) => setTimeout(resolve, SENT))]);
    }
    await Promise.all(underWay);
  } finally {
    await Promise.allSettled(underWay);
  }
}

/** Works off what comes, so many at a time. They must not depend on each other. Nothing is under way any more when it ends. */
export async function inLanes<T>(
  source: AsyncGenerator<T>,
  lanes: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const lane = async () => {
    // whoever fails ends the source, and so the others
    for await (const item of source) await work(item);
  };
  const ended = await Promise.allSettled(Array.from({ length: lanes }, lane));
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
}
