import { rowsJson, rowSource, type Bind, type Store } from '../store';

/** Where the present stage of the members to be classified stands. */
export interface StageTable {
  /** SELECT with `id`, `stage`, `stageSince`, `firstSeenAt`, `lastActiveAt`. */
  subjects: string;
  bind?: Bind;
  /** `{collection}` and its key column, updated with the new stage. */
  table: string;
  key: string;
  /** SELECT of the ids of those who alone are looked at; absent = everybody whom `subjects` names. */
  only?: string;
}

const COLUMNS = 'm."id", m."stage", m."stageSince", m."firstSeenAt", m."lastActiveAt"';

/** A bot or one of the own team carries no stage. */
export const isPerson = (store: Store, alias: string): string =>
  `${alias}."isBot" = ${store.bool(false)} AND ${alias}."isTeam" = ${store.bool(false)}`;

/**
 * Members who carry a stage and may change it at an instant: not locked by hand, and not moved at that instant or later
 * already, which makes a repetition change nothing.
 */
export function labelledMembers(store: Store, instant: number, only?: readonly number[]): StageTable {
  return members(
    store,
    `m."stage" IS NOT NULL AND (m."stageLockedUntil" IS NULL OR m."stageLockedUntil" <= ${store.instantParam('$visited')})
       AND (m."stageSince" IS NULL OR m."stageSince" < ${store.instantParam('$visited')})`,
    { visited: store.instant(instant) },
    only,
  );
}

/**
 * Members without a stage who were first seen a short time ago, and of whom no stage is recorded: they begin their
 * lifecycle now. Everybody else without a stage is placed by replaying what is known of the past.
 *
 * @param since instant from which a first sight is recent
 */
export function newcomers(store: Store, instant: number, since: number, only: readonly number[]): StageTable {
  return members(
    store,
    `m."stage" IS NULL AND m."firstSeenAt" >= ${store.instantParam('$recent')} AND m."firstSeenAt" <= ${store.instantParam('$visited')}
       AND NOT EXISTS (SELECT 1 FROM {communityStageChanges} AS c WHERE c."memberId" = m."id")`,
    { visited: store.instant(instant), recent: store.instant(since) },
    only,
  );
}

/** Chosen members, whatever their state. */
export const anyMembers = (store: Store, only: readonly number[]): StageTable =>
  members(store, store.bool(true), {}, only);

function members(store: Store, condition: string, bind: Bind, only?: readonly number[]): StageTable {
  const chosen = `${rowSource(store.dialect, 'only', { id: 'int' })} AS o`;
  const from = only
    ? `${chosen} ${store.sql.drivenJoin} {communityMembers} AS m ON m."id" = o."id"`
    : '{communityMembers} AS m';
  return {
    subjects: `SELECT ${COLUMNS} FROM ${from}
      WHERE ${condition} AND ${isPerson(store, 'm')}`,
    bind: only ? { ...bind, only: rowsJson(only.map((id) => [id])) } : bind,
    table: '{communityMembers}',
    key: 'id',
    only: only && `SELECT o."id" FROM ${chosen}`,
  };
}

/** Members whose history is being replayed, as far as they were known by an instant. */
export function replayedMembers(store: Store, instant: number): StageTable {
  return {
    subjects: `SELECT r."memberId" AS "id", r."stage", r."stageSince", r."firstSeenAt", r."lastActiveAt"
      FROM {communityReplayStates} AS r WHERE r."firstSeenAt" <= ${store.instantParam('$visited')}
        AND (r."stageSince" IS NULL OR r."stageSince" < ${store.instantParam('$visited')})`,
    bind: { visited: store.instant(instant) },
    table: '{communityReplayStates}',
    key: 'memberId',
  };
}
