import { RFM_TIERS, type RfmGrid } from '../../common/rfm';
import { readRfmComputed, readRfmSettings } from '../personas';
import type { Settings } from '../configuration';
import type { Bind, Store } from '../store';
import { both, inSegments } from './inSegments';
import { idsInScope, type ViewScope } from './scope';

/**
 * Members in scope by quintiles of recency and frequency, and by tier.
 *
 * @param segments ids; where there are any, only members of these are told
 */
export async function rfmGrid(
  store: Store,
  settings: Settings,
  scope: ViewScope,
  segments: readonly number[] | null,
): Promise<RfmGrid> {
  const bind: Bind = {};
  const inScope = (column: string) => idsInScope(store, 'communityMembers', scope, column, bind);
  const admitted = both(inScope, inSegments(segments, bind))('m."id"');
  const people = `{communityMembers} AS m WHERE m."isBot" = ${store.bool(false)} AND m."isTeam" = ${store.bool(false)} AND ${admitted}`;
  const cells = await store.select<Record<'recency' | 'frequency' | 'n' | 'monetary', number | string | null>>(
    `SELECT m."rfmRecency" AS "recency", m."rfmFrequency" AS "frequency", COUNT(*) AS "n", AVG(${store.sql.float('m."rfmMonetary"')}) AS "monetary"
     FROM ${people} GROUP BY m."rfmRecency", m."rfmFrequency" ORDER BY 1, 2`,
    { bind },
  );
  const tiers = await store.select<{ tier: string | null; n: number | string }>(
    `SELECT m."rfmTier" AS "tier", COUNT(*) AS "n" FROM ${people} GROUP BY m."rfmTier"`,
    { bind },
  );
  const computed = await readRfmComputed(settings);
  const placed = cells.filter(({ recency }) => recency !== null);
  return {
    settings: await readRfmSettings(settings),
    monetary: computed?.monetary ?? 'contribution',
    computedAt: computed?.at ?? null,
    cells: placed.map(({ recency, frequency, n, monetary }) => ({
      ...{ recency: Number(recency), frequency: Number(frequency), members: Number(n), monetary: Number(monetary) },
    })),
    tiers: RFM_TIERS.map((key) => ({ key, members: Number(tiers.find(({ tier }) => tier === key)?.n ?? 0) })),
    without: cells.filter(({ recency }) => recency === null).reduce((sum, { n }) => sum + Number(n), 0),
  };
}
