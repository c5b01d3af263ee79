import type { ActivityRecord, CommunityZone } from '@community-crm/community-model';
import type { Transaction } from 'sequelize';
import type { ActivitySink, WriteResult } from '../intake/sink';
import {
  compactRows,
  rowsJson,
  rowSource,
  upsert,
  type Cell as Value,
  type RowColumns,
  type Store,
  type WriteGate,
} from '../store';
import { touchesOf, type Cell } from './cells';
import { OUTSIDE_ANY_GROUP, resolveGroups } from './groups';
import { NOT_A_PERSON, resolveMembers } from './members';
import { actorsIn, chatsIn, refKey } from './refs';
import { readTargets, resolveAwaited, rememberAwaited } from './targets';

const ACTIVITY_COLUMNS: RowColumns = {
  externalKey: 'text',
  source: 'text',
  version: 'int',
  memberId: 'int',
  groupId: 'int',
  kind: 'text',
  isReply: 'bool',
  isForward: 'bool',
  occurredAt: 'instant',
  day: 'day',
  hour: 'int',
  timeSource: 'text',
  textLength: 'int',
  replyToKey: 'text',
  replyToMemberId: 'int',
  threadId: 'text',
  forwardSource: 'text',
  amount: 'float',
  currency: 'text',
  payload: 'json',
  retracted: 'bool',
};

const COLUMN_NAMES = Object.keys(ACTIVITY_COLUMNS);
const KEY = ['source', 'externalKey'];

interface Known extends Record<string, unknown> {
  source: string;
  externalKey: string;
  version: number | string;
  memberId: number | string;
  groupId: number | string;
  day: string;
  replyToMemberId: number | string | null;
}

export interface WriterOptions {
  store: Store;
  gate: WriteGate;
  /** The community's calendar. */
  zone: () => Promise<CommunityZone>;
  now: () => number;
}

/** Writes activities with their members and groups, and notes whose facts have to be counted again. */
export class ActivityWriter implements ActivitySink {
  constructor(private readonly options: WriterOptions) {}

  /**
   * Any order and any repetition of the same records leads to the same rows.
   *
   * @param within runs in the same transaction
   */
  write(records: ActivityRecord[], within?: (transaction: Transaction) => Promise<void>): Promise<WriteResult> {
    return this.options.gate.run(async (transaction) => {
      const result = await this.writeBatch(latest(records), transaction);
      await within?.(transaction);
      return result;
    });
  }

  private async writeBatch(records: ActivityRecord[], transaction: Transaction): Promise<WriteResult> {
    const { store, zone, now } = this.options;
    if (!records.length) return { added: 0, changed: 0, unchanged: 0 };
    const known = await this.readKnown(records, transaction);
    const fresh = records.filter((record) => {
      const row = known.get(keyOf(record));
      return !row || record.version > Number(row.version);
    });
    const unchanged = records.length - fresh.length;
    if (!fresh.length) return { added: 0, changed: 0, unchanged };

    const members = await resolveMembers(store, actorsIn(fresh), now(), transaction);
    const groups = await resolveGroups(store, chatsIn(fresh), now(), transaction);
    const memberOf = (record: ActivityRecord) =>
      record.actor ? (members.get(refKey(record.actor)) ?? NOT_A_PERSON) : NOT_A_PERSON;
    const groupOf = (record: ActivityRecord) =>
      record.chat ? (groups.get(refKey(record.chat)) ?? OUTSIDE_ANY_GROUP) : OUTSIDE_ANY_GROUP;
    const targets = await readTargets(store, fresh, memberOf, transaction);
    const calendar = await zone();
    const cells: Cell[] = [];
    const awaited: ActivityRecord[] = [];
    let changed = 0;

    const rows = fresh.map((record) => {
      const memberId = memberOf(record);
      const groupId = groupOf(record);
      const day = calendar.day(record.occurredAt);
      const target = record.replyToKey ? targets.get(`${record.source} ${record.replyToKey}`) : undefined;
      const replyToMemberId = target ?? (record.replyTo ? (members.get(refKey(record.replyTo)) ?? null) : null);
      if (record.replyToKey && target === undefined) awaited.push(record);
      cells.push({ groupId, memberId, day });
      if (replyToMemberId) cells.push({ groupId, memberId: replyToMemberId, day });
      const old = known.get(keyOf(record));
      if (old) {
        changed += 1;
        cells.push({ groupId: Number(old.groupId), memberId: Number(old.memberId), day: old.day });
        if (old.replyToMemberId)
          cells.push({ groupId: Number(old.groupId), memberId: Number(old.replyToMemberId), day: old.day });
      }
      return [
        record.externalKey,
        record.source,
        record.version,
        memberId,
        groupId,
        record.kind,
        record.isReply,
        record.isForward,
        store.instant(record.occurredAt),
        day,
        calendar.hour(record.occurredAt),
        record.timeSource,
        record.textLength,
        record.replyToKey,
        replyToMemberId,
        record.threadId,
        record.forwardSource,
        record.amount,
        record.currency,
        JSON.stringify(record.payload),
        record.retracted,
      ];
    });
    await this.writeRows(rows, transaction);
    cells.push(...(await resolveAwaited(store, fresh, memberOf, transaction)));
    await rememberAwaited(store, awaited, transaction);
    await this.touch(cells, transaction);
    return { added: fresh.length - changed, changed, unchanged };
  }

  private async readKnown(records: ActivityRecord[], transaction: Transaction): Promise<Map<string, Known>> {
    const { store } = this.options;
    const rows = await store.select<Known>(
      `SELECT a."source", a."externalKey", a."version", a."memberId", a."groupId", ${store.sql.dayText('a."day"')} AS "day", a."replyToMemberId"
       FROM ${rowSource(store.dialect, 'rows', { source: 'text', externalKey: 'text' })} AS r
       ${store.sql.drivenJoin} {communityActivities} AS a ON a."source" = r."source" AND a."externalKey" = r."externalKey"`,
      { bind: { rows: rowsJson(records.map(({ source, externalKey }) => [source, externalKey])) }, transaction },
    );
    return new Map(rows.map((row) => [`${row.source} ${row.externalKey}`, row]));
  }

  private async writeRows(rows: ReadonlyArray<ReadonlyArray<Value>>, transaction: Transaction): Promise<void> {
    const { store } = this.options;
    const { source, expressions, bind } = compactRows(store.dialect, ACTIVITY_COLUMNS, rows);
    const columns = COLUMN_NAMES.map((name, i) => {
      const value = name === 'payload' ? store.jsonColumn(expressions[i]) : expressions[i];
      return `${value} AS "${name}"`;
    });
    await store.execute(
      upsert(store.dialect, {
        table: '{communityActivities}',
        columns: COLUMN_NAMES,
        select: `SELECT ${columns.join(', ')} FROM ${source} AS r`,
        key: KEY,
        update: COLUMN_NAMES.filter((name) => !KEY.includes(name)),
        newerBy: 'version',
      }),
      { bind, transaction },
    );
  }

  private async touch(cells: Cell[], transaction: Transaction): Promise<void> {
    const { store } = this.options;
    const rows = touchesOf(cells).map(({ groupId, memberId, fromDay, toDay }) => [groupId, memberId, fromDay, toDay]);
    if (!rows.length) return;
    const source = rowSource(store.dialect, 'rows', { groupId: 'int', memberId: 'int', fromDay: 'day', toDay: 'day' });
    await store.execute(
      `INSERT INTO {communityTouches} ("groupId", "memberId", "fromDay", "toDay") SELECT r."groupId", r."memberId", r."fromDay", r."toDay" FROM ${source} AS r`,
      { bind: { rows: rowsJson(rows) }, transaction },
    );
  }
}

const keyOf = ({ source, externalKey }: ActivityRecord): string => `${source} ${externalKey}`;

/** One record a key: the one with the highest version. */
function latest(records: readonly ActivityRecord[]): ActivityRecord[] {
  const byKey = new Map<string, ActivityRecord>();
  for (const record of records) {
    const known = byKey.get(keyOf(record));
    if (!known || record.version > known.version) byKey.set(keyOf(record), record);
  }
  return [...byKey.values()];
}
