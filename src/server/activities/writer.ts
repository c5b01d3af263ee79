import type { ActivityRecord, ActorRef, ChatRef, CommunityZone } from '@community-crm/community-model';
import type { Transaction } from 'sequelize';
import type { ActivityHead, PackedActivities, PackedSink, Within, WriteResult } from '../intake/sink';
import { lookUp, rowsJson, rowSource, type Store, type WriteGate } from '../store';
import { touchesOf, type Cell } from './cells';
import { OUTSIDE_ANY_GROUP, resolveGroups } from './groups';
import { NOBODY, resolveMembers, type Account } from './members';
import { settleInvites } from './invites';
import { keyOf, packActivities } from './pack';
import { activityUpsert, newerThan, packReferences, prepare, type PreparedBatch, type References } from './prepare';
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
export class ActivityWriter implements PackedSink {
  private tail: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: WriterOptions) {}

  /**
   * Any order and any repetition of the same records leads to the same rows. Batches are written one after the other;
   * one that is handed over while another is being written gets prepared meanwhile.
   *
   * @param within runs in the same transaction
   */
  write(records: ActivityRecord[], within?: Within): Promise<WriteResult> {
    return this.queue(records.length ? this.pack(records) : Promise.resolve(null), within);
  }

  /** @param records at least one, in any order, keys may be repeated */
  async pack(records: readonly ActivityRecord[]): Promise<PreparedBatch> {
    return prepare(packActivities(this.options.store.dialect, await this.options.zone(), records));
  }

  writePacked(batch: PackedActivities, within?: Within): Promise<WriteResult> {
    return this.queue(Promise.resolve(prepare(batch)), within, true);
  }

  private queue(
    prepared: Promise<PreparedBatch | null>,
    within: Within | undefined,
    redoable = false,
  ): Promise<WriteResult> {
    const { gate } = this.options;
    const turn = Promise.allSettled([prepared, this.tail]).then(async () => {
      const batch = await prepared;
      const work = async (transaction: Transaction): Promise<WriteResult> => {
        const result = batch ? await this.writeBatch(batch, transaction) : { added: 0, changed: 0, unchanged: 0 };
        await within?.(transaction);
        return result;
      };
      return redoable ? gate.runRedoable(work) : gate.run(work);
    });
    this.tail = turn.catch(() => undefined);
    return turn;
  }

  private async writeBatch(batch: PreparedBatch, transaction: Transaction): Promise<WriteResult> {
    const { heads, replaced } = batch;
    const known = await this.readKnown(batch, transaction);
    const versionOf = (head: ActivityHead) => Number(known.get(keyOf(head))?.version ?? -Infinity);
    const older = known.size ? heads.filter((head) => head.version < versionOf(head)) : [];
    await this.mention([...replaced, ...older], transaction);
    const fresh = known.size ? newerThan(heads, versionOf) : new Set(heads);
    const unchanged = heads.length - fresh.size;
    if (!fresh.size) return { added: 0, changed: 0, unchanged };
    const changed = known.size ? [...fresh].filter((head) => known.has(keyOf(head))).length : 0;
    await this.writeFresh(batch, fresh, known, transaction);
    return { added: fresh.size - changed, changed, unchanged };
  }

  /** What an outdated description of an activity says about accounts and chats is as true as if it had come first. */
  private async mention(heads: readonly ActivityHead[], transaction: Transaction): Promise<void> {
    if (!heads.length) return;
    const { store, now } = this.options;
    await resolveMembers(store, actorsIn(heads), now(), transaction);
    await resolveGroups(store, chatsIn(heads), now(), transaction);
  }

  /** Writes all rows of the batch, of which the database itself leaves out those that are not `fresh`. */
  private async writeFresh(
    batch: PreparedBatch,
    fresh: ReadonlySet<ActivityHead>,
    known: ReadonlyMap<string, Known>,
    transaction: Transaction,
  ): Promise<void> {
    const { store, now } = this.options;
    const { heads, days, nextDays } = batch;
    const accounts = await resolveMembers(store, batch.actors, now(), transaction);
    const groups = await resolveGroups(store, batch.chats, now(), transaction);
    const accountOf = byReference((ref: ActorRef) => accounts.get(refKey(ref)));
    const groupOf = byReference((ref: ChatRef) => groups.get(refKey(ref)));
    const authorOf = ({ actor }: ActivityHead): Account => (actor && accountOf(actor)) ?? NOBODY;
    // an outdated description in the batch says nothing of who wrote what is answered
    const written = fresh.size === heads.length ? heads : [...fresh];
    const targets = await readTargets(store, written, authorOf, transaction);
    const awaited: ActivityHead[] = [];
    const cells: Cell[] = [];
    const ids: References = { memberId: [], groupId: [], identityId: [], replyToMemberId: [], replyToIdentityId: [] };
    heads.forEach((head, i) => {
      const { memberId, identityId } = authorOf(head);
      const groupId = (head.chat && groupOf(head.chat)) ?? OUTSIDE_ANY_GROUP;
      const target = head.replyToKey ? targets.get(head.source)?.get(head.replyToKey) : undefined;
      const answered = target ?? (head.replyTo && accountOf(head.replyTo));
      ids.memberId.push(memberId);
      ids.groupId.push(groupId);
      ids.identityId.push(identityId);
      ids.replyToMemberId.push(answered?.memberId ?? null);
      ids.replyToIdentityId.push(answered?.identityId ?? null);
      if (!fresh.has(head)) return;
      if (head.replyToKey && (!target || target.unnamed)) awaited.push(head);
      cells.push({ groupId, memberId, day: days[i] });
      const nextDay = nextDays[i];
      if (nextDay) cells.push({ groupId, memberId, day: nextDay });
      if (answered?.memberId) cells.push({ groupId, memberId: answered.memberId, day: days[i] });
      const old = known.size ? known.get(keyOf(head)) : undefined;
      if (old) cells.push(...cellsOf(old, nextDay));
    });
    await this.writeRows(batch, ids, transaction);
    cells.push(...(await resolveAwaited(store, written, authorOf, transaction)));
    await rememberAwaited(store, awaited, transaction);
    cells.push(...(await settleInvites(store, written, transaction)));
    await this.touch(cells, transaction);
  }

  private async readKnown({ keys }: PreparedBatch, transaction: Transaction): Promise<ReadonlyMap<string, Known>> {
    const { store } = this.options;
    const rows = await store.select<Known>(
      `SELECT a."source", a."externalKey", a."version", a."memberId", a."groupId", ${store.sql.dayText('a."day"')} AS "day", a."replyToMemberId"
       FROM ${rowSource(store.dialect, 'rows', { source: 'text', externalKey: 'text' })} AS r
       ${lookUp(store.dialect, {
         table: '{communityActivities}',
         key: { source: 'r."source"', externalKey: 'r."externalKey"' },
         columns: ['source', 'externalKey', 'version', 'memberId', 'groupId', 'day', 'replyToMemberId'],
       })}`,
      { bind: { rows: keys }, transaction },
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

/** Looks a reference up once: records of an import name the same account by the same object again and again. */
function byReference<K extends object, V>(find: (ref: K) => V): (ref: K) => V {
  const known = new Map<K, V>();
  return (ref) => {
    const value = known.get(ref);
    if (value !== undefined) return value;
    const found = find(ref);
    known.set(ref, found);
    return found;
  };
}

/** Where an older state of an activity counted. */
function cellsOf({ groupId, memberId, day, replyToMemberId }: Known, nextDay: string | null): Cell[] {
  const cells = [{ groupId: Number(groupId), memberId: Number(memberId), day }];
  if (nextDay) cells.push({ ...cells[0], day: nextDay });
  if (replyToMemberId) cells.push({ groupId: Number(groupId), memberId: Number(replyToMemberId), day });
  return cells;
}
