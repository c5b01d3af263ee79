import type { Subject } from '../../common/conditions';
import type { Store } from '../store';

/**
 * SELECT of the ids of bots and the own team, who carry no labels. They are few, and an index holds just them: the condition
 * is the one of the index (`install/tune.ts`), word for word.
 */
export const strangers = (store: Store): string =>
  `SELECT s."id" FROM {communityMembers} AS s WHERE s."isBot" = ${store.bool(true)} OR s."isTeam" = ${store.bool(true)}`;

/**
 * SELECT of all subjects of a kind, for a frame: people without bots and the own team, their memberships, groups.
 * Memberships carry their member's stage; groups have none.
 */
export function allSubjects(store: Store, subject: Subject): string {
  const people = `m."isBot" = ${store.bool(false)} AND m."isTeam" = ${store.bool(false)}`;
  if (subject === 'member')
    return `SELECT m."id", m."stage", m."stageSince", m."firstSeenAt", m."lastActiveAt" FROM {communityMembers} AS m WHERE ${people}`;
  if (subject === 'membership')
    return `SELECT g."id", g."memberId", g."groupId", m."stage", m."stageSince", g."joinedAt", g."firstSeenAt", g."lastActiveAt"
      FROM {communityMemberships} AS g JOIN {communityMembers} AS m ON m."id" = g."memberId" WHERE ${people}`;
  const nothing = (type: 'text' | 'timestamptz') => (store.dialect === 'postgres' ? `CAST(NULL AS ${type})` : 'NULL');
  return `SELECT g."id", ${nothing('text')} AS "stage", ${nothing('timestamptz')} AS "stageSince", ${nothing('timestamptz')} AS "firstSeenAt", g."lastActiveAt"
    FROM {communityGroups} AS g WHERE g."id" <> 0`;
}
