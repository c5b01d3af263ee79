import type { Context, Next } from '@nocobase/actions';
import { dayLabel, dayNumberOf, type CommunityZone } from '@community-crm/community-model';
import {
  CHANGE_ORIGINS,
  LIFECYCLE_LISTS,
  NO_STAGE,
  type ChangeOrigin,
  type LifecycleAnswer,
} from '../../common/lifecycleBlock';
import { RETENTION_BASES, type RetentionAnswer } from '../../common/retention';
import {
  both,
  inSegments,
  isUnrestricted,
  lifecycleMembers,
  lifecycleNumbers,
  mayRead,
  retention,
  scopeCondition,
  viewScope,
  weekOfDayNumber,
  type LifecycleQuery,
  type MemberScope,
} from '../analytics';
import { readKinds, type Settings } from '../configuration';
import type { RunLedger } from '../runs';
import type { Bind, Store } from '../store';
import { segmentsAsked } from './analytics/segmentsAsked';
import { calendarDay, idList, inputOf, notAllowed, oneOf, wholeNumber } from './requests';

const DEFAULT_WEEKS = 12;
const MOST_WEEKS = 105;
const MOST_MEMBERS = 200;
const LONGEST_KEY = 64;

export interface LifecycleAnalyticsOptions {
  store: Store;
  ledger: RunLedger;
  settings: Settings;
  now: () => number;
}

type Input = Record<string, unknown>;

/**
 * `communityAnalytics`: answers about stages and retention, each within the caller's data scope, and of members of some
 * `segment`s (keys or ids) where the request names any.
 */
export function lifecycleAnalyticsActions({ store, ledger, settings, now }: LifecycleAnalyticsOptions) {
  /** The caller's members, and what is asked of a period of stages. */
  const asked = async (ctx: Context, input: Input) => {
    const view = await viewScope(ctx, 'communityMembers');
    if (!mayRead(view, 'stage')) ctx.throw(403, 'No permissions');
    const bind: Bind = {};
    const admitted = scopeCondition(store, 'communityMembers', view, bind);
    const segments = inSegments(await segmentsAsked(ctx, store, input), bind);
    const scope: MemberScope = { admitted: both(admitted, segments), bind };
    const zone = await settings.zone();
    const days = period(ctx, input);
    const query: LifecycleQuery = {
      from: days.from === undefined ? undefined : zone.dayStart(days.from),
      to: days.to === undefined ? undefined : dayEnd(zone, days.to),
      origins: origins(ctx, input),
    };
    return { view, scope, zone, days, query };
  };

  return {
    async lifecycle(ctx: Context, next: Next) {
      const { scope, zone, days, query } = await asked(ctx, inputOf(ctx));
      const groups = await viewScope(ctx, 'communityGroups').catch(() => null);
      const bind: Bind = { ...scope.bind };
      // whoever may not list groups sees only what members did outside of any
      const inGroups = groups ? scopeCondition(store, 'communityGroups', groups, bind) : () => store.bool(false);
      const spend = (await mayReadAmounts(ctx))
        ? { ...scope, bind, inGroups, fromDay: days.from, toDay: days.to }
        : null;
      const answer: LifecycleAnswer = {
        asOf: now(),
        lastRun: await ledger.lastWatermark(),
        period: { from: days.from ?? null, to: days.to ?? null },
        timeZone: zone.name,
        ...(await lifecycleNumbers(store, query, scope, spend)),
      };
      ctx.body = answer;
      await next();
    },

    async lifecycleMembers(ctx: Context, next: Next) {
      const input = inputOf(ctx);
      const { view, scope, query } = await asked(ctx, input);
      const answer = await lifecycleMembers(
        store,
        {
          ...query,
          list: oneOf(ctx, input, 'list', LIFECYCLE_LISTS, 'now'),
          stage: stageOf(ctx, input, 'stage'),
          next: stageOf(ctx, input, 'next'),
          page: wholeNumber(ctx, input, 'page', { least: 1, most: 1_000_000 }, 1),
          pageSize: wholeNumber(ctx, input, 'pageSize', { least: 1, most: MOST_MEMBERS }, 20),
          // an order reveals values
          byName: mayRead(view, 'displayName'),
        },
        scope,
      );
      const [named, dated] = [mayRead(view, 'displayName'), mayRead(view, 'stageSince')];
      ctx.body = {
        ...answer,
        members: answer.members.map((member) => ({
          ...member,
          name: named ? member.name : null,
          stageSince: dated ? member.stageSince : null,
        })),
      };
      await next();
    },

    async retention(ctx: Context, next: Next) {
      const input = inputOf(ctx);
      const [members, groups] = [await viewScope(ctx, 'communityMembers'), await viewScope(ctx, 'communityGroups')];
      const segments = await segmentsAsked(ctx, store, input);
      const basis = oneOf(ctx, input, 'basis', RETENTION_BASES, 'joined');
      const asOf = now();
      const zone = await settings.zone();
      const weeks = weeksOf(ctx, input, zone.dayNumber(asOf));
      const group = idList(ctx, input, 'group', 1)?.[0] ?? null;
      const answer: RetentionAnswer = {
        basis,
        period: oneOf(ctx, input, 'period', ['week'], 'week'),
        asOf,
        timeZone: zone.name,
        group,
        weeks: [],
        cohorts: [],
      };
      if (weeks.last >= weeks.first) {
        const bind: Bind = {};
        const scope = {
          members: both(scopeCondition(store, 'communityMembers', members, bind), inSegments(segments, bind)),
          groups: isUnrestricted(groups) ? null : scopeCondition(store, 'communityGroups', groups, bind),
          bind,
        };
        const query = { basis, ...weeks, group, asOf };
        Object.assign(answer, await retention(store, zone, await readKinds(store), query, scope));
      }
      ctx.body = answer;
      await next();
    },
  };
}

/** Whether the caller may know what was spent: a role that lists activities without their amounts may not. */
async function mayReadAmounts(ctx: Context): Promise<boolean> {
  const activities = await viewScope(ctx, 'communityActivities').catch(() => null);
  return activities === null || mayRead(activities, 'amount');
}

/** The last instant of a community day, milliseconds. */
const dayEnd = (zone: CommunityZone, day: string) => zone.dayStart(dayLabel(dayNumberOf(day) + 1)) - 1;

function period(ctx: Context, input: Input): { from?: string; to?: string } {
  const [from, to] = [calendarDay(ctx, input, 'from'), calendarDay(ctx, input, 'to')];
  if (from !== undefined && to !== undefined && to < from) notAllowed(ctx, 'to', to, `≥ ${from}`);
  return { from, to };
}

/** The weeks that a period touches, up to the present one. */
function weeksOf(ctx: Context, input: Input, today: number): { first: number; last: number } {
  const { from, to } = period(ctx, input);
  const last = weekOfDayNumber(to === undefined ? today : Math.min(dayNumberOf(to), today));
  const first = from === undefined ? last - DEFAULT_WEEKS + 1 : weekOfDayNumber(dayNumberOf(from));
  if (first < 1 || last - first >= MOST_WEEKS) {
    notAllowed(ctx, 'from', String(input.from ?? ''), `≥ ${dayLabel(today - 7 * (MOST_WEEKS - 1))}`);
  }
  return { first, last };
}

function origins(ctx: Context, input: Input): ChangeOrigin[] {
  const raw = input.origins;
  if (raw === undefined || raw === null || raw === '') return [...CHANGE_ORIGINS];
  const words = (Array.isArray(raw) ? raw : String(raw).split(',')).map((word) => String(word).trim());
  const wrong = words.find((word) => !(CHANGE_ORIGINS as readonly string[]).includes(word));
  if (wrong !== undefined) notAllowed(ctx, 'origins', wrong, CHANGE_ORIGINS.join(', '));
  return words as ChangeOrigin[];
}

/** A stage's key; null = without a stage, undefined = not asked for. */
function stageOf(ctx: Context, input: Input, name: string): string | null | undefined {
  const raw = input[name];
  if (raw === undefined || raw === null || raw === '') return undefined;
  if (typeof raw !== 'string' || raw.length > LONGEST_KEY) notAllowed(ctx, name, String(raw), `key ≤ ${LONGEST_KEY}`);
  return raw === NO_STAGE ? null : (raw as string);
}
