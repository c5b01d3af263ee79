import {
  LOST_STAGES,
  type LifecycleAnswer,
  type LifecycleFlow,
  type LifecyclePath,
  type LifecycleStage,
} from '../../common/lifecycleBlock';
import { DEFAULT_STAGES } from '../lifecycle';
import type { Store } from '../store';
import { currencies, spendByStage, type SpendScope } from './lifecycleSpend';
import {
  medianStays,
  people,
  periodSql,
  stageChanges,
  stagePaths,
  type Changes,
  type LifecycleQuery,
  type MemberScope,
} from './lifecycleStays';

const DAY = 86_400_000;

export type LifecycleNumbers = Pick<LifecycleAnswer, 'stages' | 'flows' | 'paths' | 'currencies'>;

interface StageRow extends Record<string, unknown> {
  key: string;
  title: string | null;
  color: string | null;
}

/**
 * Sizes of the stages now, and what happened within a period: changes, length of stays, where members stood before and after,
 * what they spent. Bots and the own team are left out, and so is everybody outside the scope.
 *
 * @param spend scope of purchases; null leaves amounts out
 */
export async function lifecycleNumbers(
  store: Store,
  query: LifecycleQuery,
  scope: MemberScope,
  spend: SpendScope | null,
): Promise<LifecycleNumbers> {
  const period = periodSql(store, query, scope);
  const known = await store.select<StageRow>(
    'SELECT s."key", s."title", s."color" FROM {communityStages} AS s ORDER BY s."order", s."id"',
  );
  const sizes = await stageSizes(store, scope);
  const changes = await stageChanges(store, scope, period);
  const medians = await medianStays(store, scope, period);
  const paths = await stagePaths(store, scope, period);
  const spent = spend && (await spendByStage(store, spend, period));
  const listed = new Set(known.map(({ key }) => key));
  // stages that were taken out of the lifecycle may still be in the history
  const others = [...new Set([...sizes.keys(), ...changes.flatMap(({ from, to }) => [from, to])])].filter(
    (key) => key !== null && !listed.has(key),
  );
  const keys: Array<string | null> = [
    ...known.map(({ key }) => key),
    ...others.sort(),
    ...(sizes.has(null) ? [null] : []),
  ];
  const stages = keys.map((stage): LifecycleStage => {
    const row = known.find(({ key }) => key === stage);
    const median = medians.get(stage ?? '');
    return {
      stage,
      title: row ? ownTitle(row) : null,
      color: row?.color ?? null,
      members: sizes.get(stage) ?? 0,
      ...countsOf(stage, changes, paths),
      medianDays: median ? median.ms / DAY : null,
      staysEnded: median?.ended ?? 0,
      retention: query.from === undefined || stage === null ? null : retentionOf(stage, paths),
      spend:
        spent && stage !== null
          ? {
              members: sum(paths.filter(({ to }) => to === stage)),
              ...(spent.get(stage) ?? { buyers: 0, purchases: 0, amount: 0 }),
            }
          : null,
    };
  });
  const staysIn = new Map(stages.map(({ stage, stays }) => [stage, stays]));
  return {
    stages,
    flows: changes
      .filter(({ counted }) => counted > 0)
      .map(({ from, to, counted }): LifecycleFlow => {
        const base = from === null ? 0 : (staysIn.get(from) ?? 0);
        return { from, to, members: counted, share: base > 0 ? counted / base : null };
      }),
    paths,
    currencies: spend ? await currencies(store, spend, period) : [],
  };
}

/** The title that operators gave the stage; null for the shipped one, which readers get in their own language. */
function ownTitle({ key, title }: StageRow): string | null {
  const shipped = DEFAULT_STAGES.find((stage) => stage.key === key);
  return title === shipped?.titleEn || title === shipped?.titleZh ? null : title;
}

const sum = (paths: LifecyclePath[]) => paths.reduce((all, { members }) => all + members, 0);

/** A stay touches the period when it was under way before or began within, whatever began it. */
function countsOf(
  stage: string | null,
  changes: Changes[],
  paths: LifecyclePath[],
): Pick<LifecycleStage, 'entered' | 'left' | 'stays'> {
  if (stage === null) return { entered: 0, left: 0, stays: 0 };
  const total = (part: Changes[], count: 'counted' | 'all') => part.reduce((all, change) => all + change[count], 0);
  const into = changes.filter(({ to }) => to === stage);
  return {
    entered: total(into, 'counted'),
    left: total(
      changes.filter(({ from }) => from === stage),
      'counted',
    ),
    stays: sum(paths.filter(({ from }) => from === stage)) + total(into, 'all'),
  };
}

function retentionOf(stage: string, paths: LifecyclePath[]): LifecycleStage['retention'] {
  const begun = paths.filter(({ from }) => from === stage);
  return {
    members: sum(begun),
    same: sum(begun.filter(({ to }) => to === stage)),
    kept: sum(begun.filter(({ to }) => to !== null && !LOST_STAGES.includes(to))),
  };
}

type Count = number | string;

async function stageSizes(store: Store, { admitted, bind }: MemberScope): Promise<Map<string | null, number>> {
  const rows = await store.select<{ stage: string | null; members: Count }>(
    `SELECT m."stage", COUNT(*) AS "members" FROM {communityMembers} AS m
     WHERE m."id" <> 0 AND ${people(store, 'm')} AND ${admitted('m."id"')} GROUP BY m."stage"`,
    { bind },
  );
  return new Map(rows.map(({ stage, members }) => [stage, Number(members)]));
}
