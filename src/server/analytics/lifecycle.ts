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
  stageCounts,
  stagePaths,
  type LifecycleQuery,
  type MemberScope,
  type PeriodSql,
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
  const counts = await stageCounts(store, scope, period);
  const medians = await medianStays(store, scope, period);
  const paths = await stagePaths(store, scope, period);
  const spent = spend && (await spendByStage(store, spend, period));
  const listed = new Set(known.map(({ key }) => key));
  // stages that were taken out of the lifecycle may still be in the history
  const others = [...new Set([...sizes.keys(), ...counts.keys()])].filter((key) => key !== null && !listed.has(key));
  const keys: Array<string | null> = [
    ...known.map(({ key }) => key),
    ...others.sort(),
    ...(sizes.has(null) ? [null] : []),
  ];
  const stages = keys.map((stage): LifecycleStage => {
    const row = known.find(({ key }) => key === stage);
    const count = counts.get(stage ?? '') ?? { entered: 0, left: 0, stays: 0 };
    const median = medians.get(stage ?? '');
    return {
      stage,
      title: row ? ownTitle(row) : null,
      color: row?.color ?? null,
      members: sizes.get(stage) ?? 0,
      ...count,
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
  const flows = await stageFlows(store, scope, period);
  return {
    stages,
    flows: flows.map((flow): LifecycleFlow => {
      const base = flow.from === null ? 0 : (counts.get(flow.from)?.stays ?? 0);
      return { ...flow, share: base > 0 ? flow.members / base : null };
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

async function stageFlows(
  store: Store,
  { admitted }: MemberScope,
  { within, counted, bind }: PeriodSql,
): Promise<Array<Omit<LifecycleFlow, 'share'>>> {
  const rows = await store.select<{ from: string | null; to: string; members: Count }>(
    `SELECT c."from", c."to", COUNT(*) AS "members" FROM {communityStageChanges} AS c
     JOIN {communityMembers} AS m ON m."id" = c."memberId"
     WHERE ${people(store, 'm')} AND ${admitted('c."memberId"')} AND ${within('c."at"')} AND ${counted('c."origin"')}
       AND ${store.sql.isDistinct('c."from"', 'c."to"')}
     GROUP BY c."from", c."to" ORDER BY 3 DESC, 1, 2`,
    { bind },
  );
  return rows.map(({ from, to, members }) => ({ from, to, members: Number(members) }));
}
