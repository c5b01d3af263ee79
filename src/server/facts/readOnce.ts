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
 * Whether activities are read once on this database. PostgreSQL reads them again faster than it can plan over a table of
 * which it knows nothing, and MySQL cannot name such a table twice in a statement.
 */
export const readsOnce = ({ dialect }: Store): boolean => dialect === 'sqlite';

/**
 * Reads the activities of a scope once, for all the facts that are counted from them: on SQLite, looking them up by their
 * index and taking instants and kinds of content apart is most of the work.
 *
 * @returns the scope over what was read
 */
export async function readOnce(store: Store, scope: RecountScope, transaction: Transaction): Promise<RecountScope> {
  const { bind } = scope;
  const [yes, no] = [store.bool(true), store.bool(false)];
  const list = COLUMNS.map((column) => `"${column}"`).join(', ');
  const read = (from: string, own: string, received: string) =>
    store.execute(
      `INSERT INTO ${NAME} (${list}, "own", "received") SELECT ${CARRIED}, ${own}, ${received} FROM ${from} ORDER BY ${inRuns(store)}`,
      { bind, transaction },
    );
  if (scope.received === scope.own) await read(scope.own, yes, `a."replyToMemberId" IS NOT NULL`);
  else {
    await read(scope.own, yes, no);
    await read(scope.received, no, yes);
  }
  const rows = (alias: string, condition: string) =>
    `(SELECT ${alias}.*, ${alias}.rowid AS "row" FROM ${NAME} AS ${alias} WHERE ${condition}) AS ${alias}`;
  return {
    ...scope,
    inRuns: NAME,
    own: rows('a', `a."own" = ${yes}`),
    received: rows('a', `a."received" = ${yes}`),
    // who is read for two days is there twice
    posts: rows('p', `p."own" = ${yes} AND (p."cellDay" IS NULL OR p."cellDay" = p."day")`),
  };
}
