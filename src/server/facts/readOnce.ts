import type { Transaction } from 'sequelize';
import type { ScratchTable, Store } from '../store';
import { inRuns } from './pauses';
import type { RecountScope } from './scope';
import { anyActivities } from './scopes';

const COLUMNS = [
  ...['memberId', 'groupId', 'day', 'hour', 'kind', 'isReply', 'isForward', 'textLength', 'amount', 'occurredAt'],
  ...['source', 'externalKey', 'replyToKey', 'replyToMemberId', 'retracted', 'at', 'content', 'cellDay', 'inside'],
];
const NAME = 'community_counted_activities';

const CARRIED = COLUMNS.map((column) => `a."${column}"`).join(', ');

/** What {@link readOnce} fills. */
export const countedActivities = (store: Store): ScratchTable => ({
  name: NAME,
  like: `SELECT ${CARRIED}, a."retracted" AS "own", a."retracted" AS "received" FROM ${anyActivities(store)}`,
  // answers look for what they answer
  key: ['externalKey', 'source'],
});

/**
 * Where the activities of a scope stand once they are read: in a scratch table, or within the statement that counts them.
 * PostgreSQL knows nothing of a table just filled and plans badly over it. MySQL can name a scratch table only once in a
 * statement; there they are read anew for each count.
 */
export const readsOnce = ({ dialect }: Store): boolean => dialect === 'sqlite';
export const readsWithin = ({ dialect }: Store): boolean => dialect === 'postgres';

/** SELECT of the rows of a scope: of each, whether it is of what the scope's members did and of what they received. */
function readings(store: Store, scope: RecountScope): string[] {
  const [yes, no] = [store.bool(true), store.bool(false)];
  const read = (from: string, own: string, received: string) =>
    `SELECT ${CARRIED}, ${own} AS "own", ${received} AS "received" FROM ${from}`;
  return scope.received === scope.own
    ? [read(scope.own, yes, `a."replyToMemberId" IS NOT NULL`)]
    : [read(scope.own, yes, no), read(scope.received, no, yes)];
}

/**
 * Reads the activities of a scope once, for all the facts that are counted from them: looking them up by their index and taking
 * instants and kinds of content apart is most of the work.
 *
 * @returns the scope over what was read
 */
export async function readOnce(store: Store, scope: RecountScope, transaction: Transaction): Promise<RecountScope> {
  const { bind } = scope;
  const list = [...COLUMNS, 'own', 'received'].map((column) => `"${column}"`).join(', ');
  for (const select of readings(store, scope))
    await store.execute(`INSERT INTO ${NAME} (${list}) ${select} ORDER BY ${inRuns(store)}`, { bind, transaction });
  const rows = (alias: string, condition: string) =>
    `(SELECT ${alias}.*, ${alias}.rowid AS "row" FROM ${NAME} AS ${alias} WHERE ${condition}) AS ${alias}`;
  return {
    ...scope,
    inRuns: NAME,
    own: rows('a', 'a."own" = TRUE'),
    received: rows('a', 'a."received" = TRUE'),
    // who is read for two days is there twice
    posts: rows('p', `p."own" = TRUE AND (p."cellDay" IS NULL OR p."cellDay" = p."day")`),
  };
}

/** The same for one statement: the scope over what it has read, and the beginning of its WITH. */
export function readWithin(store: Store, scope: RecountScope): { scope: RecountScope; reading: string } {
  const rows = (condition: string) => `(SELECT a.* FROM ${NAME} AS a WHERE ${condition}) AS a`;
  return {
    reading: `${NAME} AS MATERIALIZED (${readings(store, scope).join(' UNION ALL ')})`,
    scope: { ...scope, own: rows('a."own"'), received: rows('a."received"') },
  };
}
