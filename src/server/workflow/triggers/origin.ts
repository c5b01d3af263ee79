import { AsyncLocalStorage } from 'node:async_hooks';
import type { ActivitySink, PackedSink } from '../../intake/sink';

/** Where activities come from: as they happen, or from a history. */
export type Origin = 'live' | 'import';

const current = new AsyncLocalStorage<Origin>();

/** Of the write that is going on; what nobody has called a history is live. */
export const originNow = (): Origin => current.getStore() ?? 'live';

/**
 * The same sink for a history. Writes may pass through sinks that others share and that take one at a time, so the origin
 * travels beside them.
 */
export function ofHistory(sink: ActivitySink): ActivitySink {
  return { write: (records, within) => current.run('import', () => sink.write(records, within)) };
}

/** {@link ofHistory} for a sink that takes packed activities too. */
export function packedOfHistory(sink: PackedSink): PackedSink {
  return {
    ...ofHistory(sink),
    pack: (records) => sink.pack(records),
    writePacked: (batch, within) => current.run('import', () => sink.writePacked(batch, within)),
  };
}
