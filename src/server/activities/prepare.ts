import type { ActorRef, ChatRef } from '@community-crm/community-model';
import type { ActivityHead, PackedActivities } from '../intake/sink';
import {
  joinColumns,
  packColumns,
  rowsJson,
  upsert,
  type Bind,
  type PackedColumns,
  type RowColumns,
  type Store,
} from '../store';
import { OWN_COLUMNS } from './pack';
import { actorsIn, chatsIn, type Described } from './refs';

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

/** Packed activities with what else can be worked out before the transaction that writes them. */
export interface PreparedBatch extends PackedActivities {
  actors: ReadonlyMap<string, Described<ActorRef>>;
  chats: ReadonlyMap<string, Described<ChatRef>>;
  /** The bound value of a row source of `source` and `externalKey`. */
  keys: string;
}

export function prepare(batch: PackedActivities | PreparedBatch): PreparedBatch {
  if ('keys' in batch) return batch;
  const { heads } = batch;
  return {
    ...batch,
    actors: actorsIn(heads),
    chats: chatsIn(heads),
    keys: rowsJson(heads.map(({ source, externalKey }) => [source, externalKey])),
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

/** Those of the heads that are later descriptions than what is stored. */
export function newerThan(
  heads: readonly ActivityHead[],
  storedVersion: (head: ActivityHead) => number,
): ReadonlySet<ActivityHead> {
  return new Set(heads.filter((head) => head.version > storedVersion(head)));
}
