import type { ActivityRecord, CommunityZone } from '@community-crm/community-model';
import type { Transaction } from 'sequelize';
import type { ActivitySink, WriteResult } from '../intake/sink';
import { rowsJson, rowSource, type Store, type WriteGate } from '../store';
import { touchesOf, type Cell } from './cells';
import { OUTSIDE_ANY_GROUP, resolveGroups } from './groups';
import { NOBODY, resolveMembers, type Account } from './members';
import {
  activityUpsert,
  keyOf,
  keyRows,
  latest,
  outdated,
  packReferences,
  prepare,
  type PreparedBatch,
  type References,
} from './prepare';
import { settleInvites } from './invites';
import { actorsIn, chatsIn, refKey } from './refs';
import { readTargets, resolveAwaited, rememberAwaited } from './targets';

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
  /** Whether the write that is going on tells a history: labels that follow from it start nothing. */
  isHistory?: () => boolean;
}

/** Writes activities with their members and groups, and notes whose facts have to be counted again. */
export class ActivityWriter implements ActivitySink {
  private tail: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: WriterOptions) {}

  /**
   * Any order and any repetition of the same records leads to the same rows. Batches are written one after the other;
   * one that is handed over while another is being written gets prepared meanwhile.
   *
   * @param within runs in the same transaction
   */
  write(records: ActivityRecord[], within?: (transaction: Transaction) => Promise<void>): Promise<WriteResult> {
    const newest = latest(records);
    const prepared = this.prepare(newest);
    const turn = Promise.allSettled([prepared, this.tail]).then(async () => {
      const batch = await prepared;
      return this.options.gate.run(async (transaction) => {
        const result = batch
          ? await this.writeBatch(batch, outdated(records, newest), transaction)
          : { added: 0, changed: 0, unchanged: 0 };
        await within?.(transaction);
        return result;
      });
    });
    this.tail = turn.catch(() => undefined);
    return turn;
  }

  private async prepare(records: readonly ActivityRecord[]): Promise<PreparedBatch | null> {
    const { store, zone } = this.options;
    return records.length ? prepare(store, await zone(), records) : null;
  }

  private async writeBatch(
    batch: PreparedBatch,
    replaced: readonly ActivityRecord[],
    transaction: Transaction,
  ): Promise<WriteResult> {
    const known = await this.readKnown(batch.records, transaction);
    const versionOf = (record: ActivityRecord) => Number(known.get(keyOf(record))?.version ?? -Infinity);
    await this.mention([...replaced, ...batch.records.filter((r) => r.version < versionOf(r))], transaction);
    const fresh = known.size ? batch.records.filter((record) => record.version > versionOf(record)) : batch.records;
    const unchanged = batch.records.length - fresh.length;
    if (!fresh.length) return { added: 0, changed: 0, unchanged };
    const changed = fresh.filter((record) => known.has(keyOf(record))).length;
    const news = unchanged ? await this.prepare(fresh) : batch;
    if (news) await this.writeFresh(news, known, transaction);
    return { added: fresh.length - changed, changed, unchanged };
  }

  /** What an outdated description of an activity says about accounts and chats is as true as if it had come first. */
  private async mention(records: readonly ActivityRecord[], transaction: Transaction): Promise<void> {
    if (!records.length) return;
    const { store, now } = this.options;
    await resolveMembers(store, actorsIn(records), now(), transaction);
    await resolveGroups(store, chatsIn(records), now(), transaction);
  }

  private async writeFresh(
    batch: PreparedBatch,
    known: ReadonlyMap<string, Known>,
    transaction: Transaction,
  ): Promise<void> {
    const { store, now } = this.options;
    const { records, days, nextDays } = batch;
    const accounts = await resolveMembers(store, batch.actors, now(), transaction);
    const groups = await resolveGroups(store, batch.chats, now(), transaction);
    const authorOf = ({ actor }: ActivityRecord): Account => (actor && accounts.get(refKey(actor))) ?? NOBODY;
    const targets = await readTargets(store, records, authorOf, transaction);
    const awaited: ActivityRecord[] = [];
    const cells: Cell[] = [];
    const ids: References = { memberId: [], groupId: [], identityId: [], replyToMemberId: [], replyToIdentityId: [] };
    records.forEach((record, i) => {
      const { memberId, identityId } = authorOf(record);
      const groupId = record.chat ? (groups.get(refKey(record.chat)) ?? OUTSIDE_ANY_GROUP) : OUTSIDE_ANY_GROUP;
      const target = record.replyToKey ? targets.get(`${record.source} ${record.replyToKey}`) : undefined;
      if (record.replyToKey && (!target || target.unnamed)) awaited.push(record);
      const answered = target ?? (record.replyTo && accounts.get(refKey(record.replyTo)));
      ids.memberId.push(memberId);
      ids.groupId.push(groupId);
      ids.identityId.push(identityId);
      ids.replyToMemberId.push(answered?.memberId ?? null);
      ids.replyToIdentityId.push(answered?.identityId ?? null);
      cells.push({ groupId, memberId, day: days[i] });
      const nextDay = nextDays[i];
      if (nextDay) cells.push({ groupId, memberId, day: nextDay });
      if (answered?.memberId) cells.push({ groupId, memberId: answered.memberId, day: days[i] });
      const old = known.size ? known.get(keyOf(record)) : undefined;
      if (old) cells.push(...cellsOf(old, nextDay));
    });
    await this.writeRows(batch, ids, transaction);
    cells.push(...(await resolveAwaited(store, records, authorOf, transaction)));
    await rememberAwaited(store, awaited, transaction);
    cells.push(...(await settleInvites(store, records, transaction)));
    await this.touch(cells, transaction);
  }

  private async readKnown(
    records: readonly ActivityRecord[],
    transaction: Transaction,
  ): Promise<ReadonlyMap<string, Known>> {
    const { store } = this.options;
    const rows = await store.select<Known>(
      `SELECT a."source", a."externalKey", a."version", a."memberId", a."groupId", ${store.sql.dayText('a."day"')} AS "day", a."replyToMemberId"
       FROM ${rowSource(store.dialect, 'rows', { source: 'text', externalKey: 'text' })} AS r
       ${store.sql.drivenJoin} {communityActivities} AS a ON a."source" = r."source" AND a."externalKey" = r."externalKey"`,
      { bind: { rows: keyRows(records) }, transaction },
    );
    return new Map(rows.map((row) => [`${row.source} ${row.externalKey}`, row]));
  }

  private async writeRows(batch: PreparedBatch, references: References, transaction: Transaction): Promise<void> {
    const { store } = this.options;
    const { statement, bind } = activityUpsert(store, [batch.columns, packReferences(store, references)]);
    await store.execute(statement, { bind, transaction });
  }

  private async touch(cells: Cell[], transaction: Transaction): Promise<void> {
    const { store } = this.options;
    const rows = touchesOf(cells).map(({ groupId, memberId, fromDay, toDay }) => [groupId, memberId, fromDay, toDay]);
    if (!rows.length) return;
    const source = rowSource(store.dialect, 'rows', { groupId: 'int', memberId: 'int', fromDay: 'day', toDay: 'day' });
    await store.execute(
      `INSERT INTO {communityTouches} ("groupId", "memberId", "fromDay", "toDay", "history") SELECT r."groupId", r."memberId", r."fromDay", r."toDay", ${store.bool(this.options.isHistory?.() ?? false)} FROM ${source} AS r`,
      { bind: { rows: rowsJson(rows) }, transaction },
    );
  }
}

/** Where an older state of an activity counted. */
function cellsOf({ groupId, memberId, day, replyToMemberId }: Known, nextDay: string | null): Cell[] {
  const cells = [{ groupId: Number(groupId), memberId: Number(memberId), day }];
  if (nextDay) cells.push({ ...cells[0], day: nextDay });
  if (replyToMemberId) cells.push({ groupId: Number(groupId), memberId: Number(replyToMemberId), day });
  return cells;
}
