import {
  dayLabel,
  dayNumberOf,
  type ActivityRecord,
  type ActorRef,
  type ChatRef,
  type CommunityZone,
} from '@community-crm/community-model';
import {
  joinColumns,
  packColumns,
  rowsJson,
  upsert,
  type Bind,
  type Cell as Value,
  type PackedColumns,
  type RowColumns,
  type Store,
} from '../store';
import { actorsIn, chatsIn, type Described } from './refs';

/** Columns of an activity that its record alone decides. */
const OWN_COLUMNS: RowColumns = {
  externalKey: 'text',
  source: 'text',
  version: 'int',
  kind: 'text',
  isReply: 'bool',
  isForward: 'bool',
  occurredAt: 'instant',
  day: 'day',
  hour: 'int',
  timeSource: 'text',
  textLength: 'int',
  replyToKey: 'text',
  threadId: 'text',
  forwardSource: 'text',
  amount: 'float',
  currency: 'text',
  payload: 'json',
  text: 'text',
  retracted: 'bool',
};

/** Columns that need the database to know who and where. */
const REFERENCES: RowColumns = {
  memberId: 'int',
  groupId: 'int',
  identityId: 'int',
  replyToMemberId: 'int',
  replyToIdentityId: 'int',
};

const KEY = ['source', 'externalKey'];
const ACTIVITY_COLUMNS: string[] = [...Object.keys(OWN_COLUMNS), ...Object.keys(REFERENCES)];

/** Records with everything about them that can be worked out without the database. */
export interface PreparedBatch {
  records: readonly ActivityRecord[];
  /** Community day of each. */
  days: readonly string[];
  /** The day after, where an activity is so late that a session may go on past midnight; else null. */
  nextDays: ReadonlyArray<string | null>;
  actors: ReadonlyMap<string, Described<ActorRef>>;
  chats: ReadonlyMap<string, Described<ChatRef>>;
  columns: PackedColumns;
}

/** Pauses within a session are shorter than an hour. */
const LAST_HOUR = 23;

export const keyOf = ({ source, externalKey }: ActivityRecord): string => `${source} ${externalKey}`;

/** @param records at least one, each key once (see {@link latest}) */
export function prepare(store: Store, zone: CommunityZone, records: readonly ActivityRecord[]): PreparedBatch {
  const days = records.map(({ occurredAt }) => zone.day(occurredAt));
  const hours = records.map(({ occurredAt }) => zone.hour(occurredAt));
  const each = (value: (record: ActivityRecord, i: number) => Value): Value[] => records.map(value);
  return {
    records,
    days,
    nextDays: hours.map((hour, i) => (hour === LAST_HOUR ? dayLabel(dayNumberOf(days[i]) + 1) : null)),
    actors: actorsIn(records),
    chats: chatsIn(records),
    columns: packColumns(store.dialect, OWN_COLUMNS, {
      externalKey: each((r) => r.externalKey),
      source: each((r) => r.source),
      version: each((r) => r.version),
      kind: each((r) => r.kind),
      isReply: each((r) => r.isReply),
      isForward: each((r) => r.isForward),
      occurredAt: each((r) => store.instant(r.occurredAt)),
      day: days,
      hour: hours,
      timeSource: each((r) => r.timeSource),
      textLength: each((r) => r.textLength),
      replyToKey: each((r) => r.replyToKey),
      threadId: each((r) => r.threadId),
      forwardSource: each((r) => r.forwardSource),
      amount: each((r) => r.amount),
      currency: each((r) => r.currency),
      payload: each((r) => JSON.stringify(r.payload)),
      text: each((r) => r.text),
      retracted: each((r) => r.retracted),
    }),
  };
}

/** Ids in the database, one of each list a record. */
export interface References {
  memberId: number[];
  groupId: number[];
  identityId: Array<number | null>;
  replyToMemberId: Array<number | null>;
  replyToIdentityId: Array<number | null>;
}

export function packReferences(store: Store, references: References): PackedColumns {
  return packColumns(store.dialect, REFERENCES, { ...references });
}

/** The statement that writes packed activities, and what it needs bound; of two descriptions the later one stays. */
export function activityUpsert(store: Store, packs: readonly PackedColumns[]): { statement: string; bind: Bind } {
  const { source, expressions, bind } = joinColumns(store.dialect, packs);
  const columns = ACTIVITY_COLUMNS.map((name) => {
    const value = name === 'payload' ? store.jsonColumn(expressions[name]) : expressions[name];
    return `${value} AS "${name}"`;
  });
  const statement = upsert(store.dialect, {
    table: '{communityActivities}',
    columns: ACTIVITY_COLUMNS,
    select: `SELECT ${columns.join(', ')} FROM ${source} AS r`,
    key: KEY,
    update: ACTIVITY_COLUMNS.filter((name) => !KEY.includes(name)),
    newerBy: 'version',
  });
  return { statement, bind };
}

/** The bound value of a row source of `source` and `externalKey`. */
export function keyRows(records: readonly ActivityRecord[]): string {
  return rowsJson(records.map(({ source, externalKey }) => [source, externalKey]));
}

/** One record a key: the one with the highest version. */
export function latest(records: readonly ActivityRecord[]): ActivityRecord[] {
  const byKey = new Map<string, ActivityRecord>();
  for (const record of records) {
    const key = keyOf(record);
    const known = byKey.get(key);
    if (!known || record.version > known.version) byKey.set(key, record);
  }
  return [...byKey.values()];
}

/** The records that {@link latest} has left out for a later one. */
export function outdated(records: readonly ActivityRecord[], newest: readonly ActivityRecord[]): ActivityRecord[] {
  if (records.length === newest.length) return [];
  const versions = new Map(newest.map((record) => [keyOf(record), record.version]));
  return records.filter((record) => record.version < (versions.get(keyOf(record)) ?? -Infinity));
}
