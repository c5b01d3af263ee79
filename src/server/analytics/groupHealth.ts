import type { CommunityZone } from '@community-crm/community-model';
import type { GroupHealthAnswer, GroupHealthRow, HealthNumbers } from '../../common/groupHealth';
import type { Store } from '../store';
import { addWaits, answers, medianMinutes, noWaits, type Waits } from './groupHealthAnswers';
import { basisOf, movements, type CountedGroup, type Movement } from './groupHealthMembers';
import { postsByGroup, postsByStep, stepsOf, type Posts } from './groupHealthPosts';
import {
  botIds,
  daysPassed,
  HealthSql,
  shifted,
  type GroupHealthQuery,
  type GroupHealthScope,
  type Period,
} from './groupHealthQuery';

/** Groups in one answer. */
export const MOST_HEALTH_GROUPS = 500;

interface Group extends CountedGroup {
  title: string | null;
}

/**
 * Health of groups within a period and as many days before, from facts and memberships; every number's meaning is written at
 * {@link HealthNumbers}.
 */
export async function groupHealth(
  store: Store,
  zone: CommunityZone,
  utterances: readonly string[],
  query: GroupHealthQuery,
  scope: GroupHealthScope,
): Promise<GroupHealthAnswer> {
  const { groups, more } = await readGroups(store, query, scope);
  const ids = groups.map(({ id }) => id);
  const sql = new HealthSql(store, query, scope, ids, await botIds(store), utterances);
  const posts = await postsByGroup(sql);
  const moved = await movements(sql, zone, groups);
  const answered = scope.everybody ? await answers(sql) : null;
  const periods: [Period, Period] = [sql.earlier, query];
  const days = periods.map((period) => daysPassed(zone, period, query.asOf));
  const raw = (group: Group, period: 0 | 1): Raw => ({
    ...posts(group.id, period),
    ...moved.of(group, period),
    waits: answered?.of(group.id, period) ?? null,
  });
  const numbers = (period: 0 | 1, chosen: readonly Group[]) =>
    toNumbers(chosen.map((group) => raw(group, period)).reduce(together, nothing(scope)), days[period]);
  const stepPosts = await postsByStep(sql);
  return {
    asOf: query.asOf,
    timeZone: zone.name,
    period: {
      from: query.from,
      to: query.to,
      days: days[1],
      complete: zone.dayStart(shifted(query.to, 1)) <= query.asOf,
    },
    previous: sql.earlier,
    step: query.step,
    partial: !scope.everybody,
    groups: groups.map((group): GroupHealthRow => ({
      id: group.id,
      title: group.title,
      basis: basisOf(group),
      now: numbers(1, [group]),
      before: numbers(0, [group]),
    })),
    moreGroups: more,
    total: { now: numbers(1, groups), before: numbers(0, groups) },
    trend: stepsOf(sql).map(({ from, to }) => {
      const { posts: said, speakers, interacting } = stepPosts(from);
      const waits = answered?.at(from);
      return {
        ...{ from, to, posts: said, speakers, interacting },
        ...moved.between(from, to),
        responseMinutes: waits ? medianMinutes(waits) : null,
      };
    }),
    content: answered?.content ?? null,
  };
}

/** Sums of one or more groups. */
type Raw = Posts & Movement & { waits: Waits | null };

const nothing = ({ everybody }: GroupHealthScope): Raw => ({
  ...{ posts: 0, otherPosts: 0, speakers: 0, interacting: 0 },
  ...{ members: 0, membersAtEnd: 0, joins: 0, leaves: 0 },
  ...{ weekLeaves: 0, weekMembers: 0, monthLeaves: 0, monthMembers: 0 },
  waits: everybody ? noWaits() : null,
});

function together(a: Raw, b: Raw): Raw {
  return {
    posts: a.posts + b.posts,
    otherPosts: a.otherPosts + b.otherPosts,
    speakers: a.speakers + b.speakers,
    interacting: a.interacting + b.interacting,
    // Telegram's count may be older than what was seen: nobody who acted was not there
    members: a.members + Math.max(b.members, b.speakers, b.interacting),
    membersAtEnd: a.membersAtEnd + b.membersAtEnd,
    joins: a.joins + b.joins,
    leaves: a.leaves + b.leaves,
    weekLeaves: a.weekLeaves + b.weekLeaves,
    weekMembers: a.weekMembers + b.weekMembers,
    monthLeaves: a.monthLeaves + b.monthLeaves,
    monthMembers: a.monthMembers + b.monthMembers,
    waits: a.waits && b.waits ? addWaits(a.waits, b.waits) : null,
  };
}

function toNumbers(raw: Raw, days: number): HealthNumbers {
  const share = (part: number, whole: number) => (whole > 0 ? part / whole : null);
  return {
    posts: raw.posts,
    otherPosts: raw.waits ? raw.otherPosts : null,
    speakers: raw.speakers,
    interacting: raw.interacting,
    joins: raw.joins,
    leaves: raw.leaves,
    members: raw.members,
    membersAtEnd: raw.membersAtEnd,
    answered: raw.waits?.answered ?? null,
    postsPerMemberDay: days > 0 ? share(raw.posts, raw.members * days) : null,
    interactionRate: share(raw.interacting, raw.members),
    responseMinutes: raw.waits ? medianMinutes(raw.waits) : null,
    weeklyLeaveRate: share(raw.weekLeaves, raw.weekMembers),
    monthlyLeaveRate: share(raw.monthLeaves, raw.monthMembers),
    speakingRate: share(raw.speakers, raw.members),
  };
}

/** The groups asked for within scope, the busiest first. */
async function readGroups(
  store: Store,
  { groups }: GroupHealthQuery,
  scope: GroupHealthScope,
): Promise<{ groups: Group[]; more: number }> {
  const bind = { ...scope.bind };
  const asked = groups?.map((id, i) => {
    bind[`asked${i}`] = id;
    return `$asked${i}`;
  });
  const rows = await store.select<{ id: number | string; title: string | null; memberCount: number | string | null }>(
    `SELECT g."id", g."title", g."memberCount" FROM {communityGroups} AS g
     WHERE g."id" <> 0 AND ${scope.groups('g."id"')}${asked ? ` AND g."id" IN (${asked.join(', ') || 'NULL'})` : ''}
     ORDER BY g."posts" DESC, g."id"`,
    { bind },
  );
  return {
    groups: rows.slice(0, MOST_HEALTH_GROUPS).map(({ id, title, memberCount }) => ({
      id: Number(id),
      title: scope.titles ? title : null,
      // Telegram's count tells of members whom the caller may not see
      reported: scope.everybody && scope.memberCounts && memberCount !== null ? Number(memberCount) : null,
    })),
    more: Math.max(0, rows.length - MOST_HEALTH_GROUPS),
  };
}
