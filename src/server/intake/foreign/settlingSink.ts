import type { ActivityRecord } from '@community-crm/community-model';
import { createHash } from 'node:crypto';
import type { Transaction } from 'sequelize';
import { jsonValue, lookUp, rowsJson, rowSource, updateFrom, type Store, type WriteGate } from '../../store';
import type { ActivitySink, WriteResult } from '../sink';
import { BY_ARRIVAL } from './item';

export type Outcome = 'added' | 'changed' | 'unchanged' | 'older';

/** What stands under a key, as far as it decides about the next description of it. */
interface State {
  version: number;
  digest: string;
  retracted: boolean;
  /** Id of the stored row and its version; null while there is none. */
  stored: { id: number; version: number } | null;
}

interface Known extends Record<string, unknown> {
  id: number | string;
  source: string;
  externalKey: string;
  version: number | string;
  retracted: unknown;
  payload: unknown;
}

export interface SettlingOptions {
  store: Store;
  gate: WriteGate;
  sink: ActivitySink;
  now: () => number;
}

/**
 * Writes what other systems tell. Telegram numbers its messages and dates its edits; others often say no more than a key,
 * so it is settled here which of two descriptions of one thing holds:
 *
 * - with a version the highest holds, whatever order they arrive in; two contents of one version are settled by their
 *   digest, so that every order still ends the same;
 * - without one, a content that differs from the stored one replaces it, and an equal one changes nothing.
 *
 * One call at a time: what is decided from what was read must still be true when it is written.
 */
export class SettlingSink implements ActivitySink {
  private tail: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: SettlingOptions) {}

  async write(records: ActivityRecord[], within?: (transaction: Transaction) => Promise<void>): Promise<WriteResult> {
    const outcomes = await this.settle(records, within);
    const count = (...wanted: Outcome[]) => outcomes.filter((outcome) => wanted.includes(outcome)).length;
    return { added: count('added'), changed: count('changed'), unchanged: count('unchanged', 'older') };
  }

  /** Writes the records and answers for each what became of it, in order. */
  settle(records: ActivityRecord[], within?: (transaction: Transaction) => Promise<void>): Promise<Outcome[]> {
    const turn = this.tail.then(() => this.settleNow(records, within));
    this.tail = turn.catch(() => undefined);
    return turn;
  }

  private async settleNow(
    records: ActivityRecord[],
    within?: (transaction: Transaction) => Promise<void>,
  ): Promise<Outcome[]> {
    const states = await this.readStates(records);
    const winners = new Map<string, ActivityRecord>();
    const now = this.options.now() * 2;
    const outcomes = records.map((record) => {
      const digest = digestOf(record);
      const before = states.get(keyOf(record));
      const { outcome, version } = decide(record, digest, before, now);
      if (version !== null) {
        const stored = before?.stored ?? null;
        states.set(keyOf(record), { version, digest, retracted: record.retracted, stored });
        winners.set(keyOf(record), { ...record, version, payload: { ...record.payload, contentDigest: digest } });
      }
      return outcome;
    });
    const written = [...winners.values()];
    await this.makeRoom(written, states);
    await this.options.sink.write(written, within);
    return outcomes;
  }

  private async readStates(records: ActivityRecord[]): Promise<Map<string, State>> {
    const { store } = this.options;
    if (!records.length) return new Map();
    const rows = await store.select<Known>(
      `SELECT a."id", a."source", a."externalKey", a."version", a."retracted", a."payload"
       FROM ${rowSource(store.dialect, 'rows', { source: 'text', externalKey: 'text' })} AS r
       ${lookUp(store.dialect, {
         table: '{communityActivities}',
         key: { source: 'r."source"', externalKey: 'r."externalKey"' },
         columns: ['id', 'source', 'externalKey', 'version', 'retracted', 'payload'],
       })}`,
      { bind: { rows: rowsJson(records.map(({ source, externalKey }) => [source, externalKey])) } },
    );
    return new Map(
      rows.map((row) => {
        const version = Number(row.version);
        const state = {
          version,
          digest: storedDigest(row.payload),
          retracted: Boolean(row.retracted),
          stored: { id: Number(row.id), version },
        };
        return [keyOf(row), state];
      }),
    );
  }

  /** A content that wins within its version is not newer by number: the loser steps back by one. */
  private async makeRoom(written: readonly ActivityRecord[], states: ReadonlyMap<string, State>): Promise<void> {
    const ties = written.flatMap((record) => {
      const stored = states.get(keyOf(record))?.stored;
      return stored && stored.version === record.version ? [stored] : [];
    });
    if (!ties.length) return;
    const { store, gate } = this.options;
    await gate.run((transaction) =>
      store.execute(
        updateFrom(store.dialect, {
          table: '{communityActivities}',
          source: rowSource(store.dialect, 'rows', { id: 'int', version: 'int' }),
          on: 't."id" = s."id" AND t."version" = s."version"',
          set: { version: 's."version" - 1' },
        }),
        { bind: { rows: rowsJson(ties.map(({ id, version }) => [id, version])) }, transaction },
      ),
    );
  }
}

/** @returns what becomes of the record, and the version to write it with; null = not written */
function decide(
  record: ActivityRecord,
  digest: string,
  before: State | undefined,
  now: number,
): { outcome: Outcome; version: number | null } {
  const byArrival = record.version === BY_ARRIVAL;
  if (!before) return { outcome: 'added', version: byArrival ? now : record.version };
  const same = before.digest === digest && before.retracted === record.retracted;
  if (byArrival) {
    if (same) return { outcome: 'unchanged', version: null };
    return { outcome: 'changed', version: Math.max(now, before.version + 1) };
  }
  // the same content under a higher version is remembered: one in between must not win later
  if (same) return { outcome: 'unchanged', version: record.version > before.version ? record.version : null };
  const rank = record.version - before.version || compare(rankOf(digest, record), rankOf(before.digest, before));
  return rank > 0 ? { outcome: 'changed', version: record.version } : { outcome: 'older', version: null };
}

/** Of two contents of one version the retracted one holds, then the one with the greater digest. */
const rankOf = (digest: string, { retracted }: { retracted: boolean }): string => `${retracted ? 1 : 0}${digest}`;

const compare = (one: string, other: string): number => (one === other ? 0 : one > other ? 1 : -1);

const keyOf = ({ source, externalKey }: { source: string; externalKey: string }): string => `${source} ${externalKey}`;

/** Says whether two descriptions are the same, whatever order their keys are in. */
function digestOf(record: ActivityRecord): string {
  const { version: _version, retracted: _retracted, source: _source, externalKey: _key, ...content } = record;
  return createHash('sha256')
    .update(JSON.stringify(sorted(content)))
    .digest('base64url')
    .slice(0, 22);
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  return Object.entries(value)
    .sort(([one], [other]) => compare(one, other))
    .map(([key, one]) => [key, sorted(one)]);
}

function storedDigest(payload: unknown): string {
  return String((jsonValue(payload) as { contentDigest?: unknown } | null)?.contentDigest ?? '');
}
