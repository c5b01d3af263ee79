import type { Store } from '../../store';

const TABLES = [
  'communityActivities',
  'communityAwaitedTargets',
  'communityDailyFacts',
  'communityHourlyFacts',
  'communityContentFacts',
  'communityMemberships',
  'communityIdentities',
  'communityMembers',
  'communityGroupAliases',
  'communityGroups',
  'communityTouches',
  'communityInbox',
];

/** Empties everything that intake fills. */
export async function forgetAll(store: Store): Promise<void> {
  for (const table of TABLES) await store.execute(`DELETE FROM {${table}}`);
}

/** Every row that activities lead to, by names instead of ids, in a fixed order. */
export async function stateOf(store: Store): Promise<Record<string, string[]>> {
  const { epochMs, dayText } = store.sql;
  const ms = (column: string) => `${epochMs(column)}`;
  const who = (id: string) => `(SELECT x."externalId" FROM {communityIdentities} AS x WHERE x."memberId" = ${id})`;
  const where = (id: string) => `(SELECT x."externalId" FROM {communityGroups} AS x WHERE x."id" = ${id})`;
  const statements: Record<string, string> = {
    activities: `SELECT a."source", a."externalKey", ${who('a."memberId"')} AS "who", a."memberId" = 0 AS "nobody",
        (SELECT i."externalId" FROM {communityIdentities} AS i WHERE i."id" = a."identityId") AS "account",
        ${where('a."groupId"')} AS "where", a."groupId" = 0 AS "outside", a."kind", a."isReply", a."isForward", ${ms('a."occurredAt"')} AS "at",
        ${dayText('a."day"')} AS "day", a."hour", a."timeSource", a."textLength", a."replyToKey", ${who('a."replyToMemberId"')} AS "answered",
        (SELECT i."externalId" FROM {communityIdentities} AS i WHERE i."id" = a."replyToIdentityId") AS "answeredAccount",
        a."threadId", a."forwardSource", a."amount", a."currency", a."payload", a."text", a."retracted"
      FROM {communityActivities} AS a`,
    members: `SELECT ${who('m."id"')} AS "who", m."displayName", m."languageCode", m."isBot", m."isTeam", m."reachability", m."consent",
        ${ms('m."firstSeenAt"')} AS "firstSeen", ${ms('m."lastActiveAt"')} AS "lastActive" FROM {communityMembers} AS m`,
    identities: `SELECT i."platform", i."externalId", i."displayName", i."username", i."languageCode", i."isBot" FROM {communityIdentities} AS i`,
    groups: `SELECT g."platform", g."externalId", g."title", g."username", g."type", g."status", g."knownMembers", g."posts",
        ${ms('g."lastActiveAt"')} AS "lastActive" FROM {communityGroups} AS g`,
    aliases: `SELECT a."externalId" AS "alias", ${where('a."groupId"')} AS "where" FROM {communityGroupAliases} AS a`,
    memberships: `SELECT ${who('g."memberId"')} AS "who", ${where('g."groupId"')} AS "where", g."role", g."status", g."posts",
        ${ms('g."firstSeenAt"')} AS "firstSeen", ${ms('g."joinedAt"')} AS "joined", ${ms('g."leftAt"')} AS "left",
        ${ms('g."lastActiveAt"')} AS "lastActive", ${who('g."inviterId"')} AS "inviter" FROM {communityMemberships} AS g`,
    daily: `SELECT ${who('f."memberId"')} AS "who", ${where('f."groupId"')} AS "where", ${dayText('f."day"')} AS "day", f."kind", f."count",
        f."replies", f."forwards", f."characters", f."amount", f."repliesReceived", f."reactionsReceived", f."sessionMinutes", f."rejoins",
        ${ms('f."firstAt"')} AS "first", ${ms('f."lastAt"')} AS "last" FROM {communityDailyFacts} AS f`,
    hourly: `SELECT ${who('f."memberId"')} AS "who", ${where('f."groupId"')} AS "where", ${dayText('f."day"')} AS "day", f."hour", f."utterances"
      FROM {communityHourlyFacts} AS f`,
    content: `SELECT ${who('f."memberId"')} AS "who", ${where('f."groupId"')} AS "where", ${dayText('f."day"')} AS "day", f."content", f."posts",
        f."repliesReceived", f."reactionsReceived", f."answered", f."within1", f."within3", f."within60" FROM {communityContentFacts} AS f`,
  };
  const state: Record<string, string[]> = {};
  for (const [name, statement] of Object.entries(statements)) {
    const rows = await store.select(statement);
    state[name] = rows.map((row) => JSON.stringify(row)).sort();
  }
  return state;
}
