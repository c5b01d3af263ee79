import type { Application } from '@nocobase/server';
import { retractActivities } from './activities';
import type { Settings } from './configuration';
import { Links, MappingEngine, Mappings, MappingSync } from './intake/mapping';
import type { ActivitySink } from './intake/sink';
import type { RunLedger } from './runs';
import type { Store, WriteGate } from './store';

export interface MappingOptions {
  app: Application;
  store: Store;
  gate: WriteGate;
  settings: Settings;
  /** Where comparisons write: what they find is history. */
  sink: ActivitySink;
  /** Where changes of records are written when they happen. */
  liveSink: ActivitySink;
  ledger: RunLedger;
  now: () => number;
  log: { error(message: string): void };
}

/** The operator's own collections as a source of activities. */
export function createMappings({ app, store, gate, settings, sink, liveSink, ledger, now, log }: MappingOptions) {
  const mappings = new Mappings(app.db, gate);
  const links = new Links({ db: app.db, store, gate, now });
  const engineTo = (into: ActivitySink) =>
    new MappingEngine({
      db: app.db,
      sink: into,
      links,
      settings,
      retract: (source, keys) => retractActivities({ store, gate }, source, keys),
    });
  const engine = engineTo(sink);
  const following = engineTo(liveSink);
  /** Asks for a comparison, of one mapping or of all; one that waits already is enough. @returns the run's id */
  const reconcile = async (mappingId?: number): Promise<number> => {
    const params = mappingId === undefined ? {} : { mappingId };
    return (await ledger.waiting('mapping', params)) ?? ledger.enqueue('mapping', params);
  };
  const follow = (onWritten: () => void, wake: () => void): MappingSync =>
    new MappingSync({
      db: app.db,
      mappings,
      engine: following,
      onWritten,
      log,
      reconcile: async (id) => {
        await reconcile(id);
        wake();
      },
    });
  return { mappings, engine, reconcile, follow };
}
