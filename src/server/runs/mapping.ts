import { countingKeys } from '../activities';
import type { Facts } from '../facts';
import {
  noCounts,
  sourceOf,
  type CollectionMapping,
  type MappingCounts,
  type MappingEngine,
  type Mappings,
} from '../intake/mapping';
import type { Store } from '../store';
import type { RunLedger } from './ledger';
import type { RunContext, RunHandler, RunOutcome } from './run';

/** Records read and written at a time. */
const BATCH = 1000;
/** Shares of a run: records, activities without a record, counting. */
const RECORDS = 0.7;
const REST = 0.85;

export interface MappingRunOptions {
  store: Store;
  mappings: Mappings;
  engine: MappingEngine;
  facts: Facts;
  ledger: RunLedger;
  now: () => number;
}

/** How far an earlier attempt of the run came. */
interface Cursor {
  mappingId: number;
  after: string;
}

/**
 * Compares the records of mapped collections with their activities, one mapping (`params.mappingId`) or all of them, and
 * makes the activities equal. A run that was cut off goes on where it was; one that is repeated changes nothing.
 */
export function mappingHandler(options: MappingRunOptions): RunHandler {
  const { mappings, engine, facts, now } = options;
  return async (context: RunContext): Promise<RunOutcome> => {
    const { run, report } = context;
    const wanted = run.params.mappingId === undefined ? null : Number(run.params.mappingId);
    const all = await mappings.list();
    const due = wanted === null ? all : all.filter(({ id }) => id === wanted);
    const sums = noCounts();
    for (const orphan of await orphans(options, all, wanted)) sums.retracted += await engine.retractAll(orphan);
    let failure: unknown = null;
    for (const [place, mapping] of due.entries()) {
      const share = (part: number) => (REST * (place + part)) / due.length;
      try {
        const counts = mapping.enabled
          ? await compare(options, mapping, context, share)
          : { ...noCounts(), retracted: await engine.retractAll(mapping.id) };
        for (const name of Object.keys(sums) as Array<keyof MappingCounts>) sums[name] += counts[name];
        const at = mapping.enabled ? { lastReconciledAt: new Date(now()), status: 'ok' } : {};
        await mappings.note(mapping.id, { ...at, lastError: null, counts });
      } catch (error) {
        if (context.signal.aborted) throw error;
        failure = error;
        await mappings.note(mapping.id, { status: 'error', lastError: told(error) });
      }
    }
    await facts.drain((done, total) => report(REST + ((1 - REST) * done) / Math.max(1, total), 'facts'));
    if (failure) throw failure;
    return { counts: { ...sums } };
  };
}

async function compare(
  { store, engine, ledger }: MappingRunOptions,
  mapping: CollectionMapping,
  { run, report }: RunContext,
  share: (part: number) => number,
): Promise<MappingCounts> {
  const sums = noCounts();
  const total = Math.max(1, await engine.count(mapping));
  const cursor = run.params.cursor as Cursor | undefined;
  let after = cursor?.mappingId === mapping.id ? cursor.after : null;
  for (;;) {
    const step = await engine.syncAfter(mapping, after, BATCH);
    if (!step) break;
    for (const name of Object.keys(sums) as Array<keyof MappingCounts>) sums[name] += step.counts[name];
    after = step.last;
    run.params = { ...run.params, cursor: { mappingId: mapping.id, after } };
    await ledger.patch(run.id, { params: run.params });
    await report(share(RECORDS * Math.min(1, sums.records / total)), 'comparing');
  }
  // activities whose record is gone: nobody told of a record that was deleted by SQL
  for (let last = ''; ;) {
    const keys = await countingKeys(store, sourceOf(mapping.id), last, BATCH);
    if (!keys.length) return sums;
    sums.retracted += await engine.retractGone(mapping, keys);
    last = keys[keys.length - 1];
    await report(share(REST), 'comparing');
  }
}

/** Mappings that were removed and whose activities still count. */
async function orphans(
  { store }: MappingRunOptions,
  all: CollectionMapping[],
  wanted: number | null,
): Promise<number[]> {
  const known = new Set(all.map(({ id }) => id));
  if (wanted !== null) return known.has(wanted) ? [] : [wanted];
  const rows = await store.select<{ source: string }>(
    `SELECT DISTINCT a."source" FROM {communityActivities} AS a WHERE a."source" LIKE 'collection:%'`,
  );
  return rows.map(({ source }) => Number(source.slice('collection:'.length))).filter((id) => !known.has(id));
}

function told(error: unknown): { code: string; message: string; values?: unknown } {
  const { code, message, values } = error as { code?: string; message?: string; values?: unknown };
  return { code: code ?? 'UNEXPECTED', message: message ?? String(error), values };
}
