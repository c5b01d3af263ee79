import type { RfmSettings } from '../../common/rfm';
import { labelFrame, updateMembers, type LabellingInput } from '../labelling';

/**
 * Quintiles of recency (last sign of life), frequency (activities in the window) and monetary (amount spent in the window, or
 * the engagement score where the community has no purchases) among all people; 5 = best.
 *
 * Equal values are in the same quintile, so nobody's place depends on the order of rows: a value's quintile is
 * 1 + ⌊5 · (members with a smaller value) ÷ members⌋, which is NTILE(5) where all values differ.
 *
 * @returns how many changed, and what monetary was taken from
 */
export async function refreshQuintiles(
  input: LabellingInput,
  settings: RfmSettings,
): Promise<{ changed: number; monetary: 'purchases' | 'contribution' }> {
  const { store } = input;
  const frame = labelFrame(input, null);
  const window = { days: settings.windowDays };
  const purchases = await countsPurchases(input, settings);
  const frequency = frame.column({ metric: 'activities', window });
  const monetary = purchases
    ? `x."${frame.column({ metric: 'amountSpent', window })}"`
    : 'COALESCE(m."engagementScore", 0)';
  const quintile = (value: string) => `1 + FLOOR(5.0 * (RANK() OVER (ORDER BY ${value}) - 1) / COUNT(*) OVER ())`;
  const { isDistinct, float } = store.sql;
  const rows = await store.select<Record<'id' | 'r' | 'f' | 'm', number | string>>(
    `WITH x AS ${store.sql.materialized} (${frame.select()}),
     v AS ${store.sql.materialized} (SELECT x."id", ${store.sql.epochMs('COALESCE(m."lastActiveAt", m."firstSeenAt")')} AS "last",
         x."${frequency}" AS "count", ${float(monetary)} AS "worth", m."rfmRecency", m."rfmFrequency", m."rfmMonetary"
       FROM x JOIN {communityMembers} AS m ON m."id" = x."id" WHERE m."firstSeenAt" IS NOT NULL)
     SELECT q."id", q."r", q."f", q."m" FROM (SELECT v.*, ${quintile('v."last"')} AS "r", ${quintile('v."count"')} AS "f", ${quintile('v."worth"')} AS "m" FROM v) AS q
     WHERE ${isDistinct('q."r"', 'q."rfmRecency"')} OR ${isDistinct('q."f"', 'q."rfmFrequency"')} OR ${isDistinct('q."m"', 'q."rfmMonetary"')}`,
    { bind: frame.bind },
  );
  await updateMembers(
    input,
    { rfmRecency: 'int', rfmFrequency: 'int', rfmMonetary: 'int' },
    rows.map(({ id, r, f, m }) => ({
      ...{ memberId: Number(id), rfmRecency: Number(r), rfmFrequency: Number(f), rfmMonetary: Number(m) },
    })),
  );
  return { changed: rows.length, monetary: purchases ? 'purchases' : 'contribution' };
}

/** Whether monetary is taken from purchases. */
async function countsPurchases({ store }: Pick<LabellingInput, 'store'>, { monetary }: RfmSettings): Promise<boolean> {
  if (monetary !== 'auto') return monetary === 'purchases';
  const rows = await store.select(
    `SELECT 1 AS "one" FROM {communityDailyFacts} AS f WHERE f."kind" = 'purchase' AND f."amount" > 0 LIMIT 1`,
  );
  return rows.length > 0;
}
