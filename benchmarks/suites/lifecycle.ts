import { readKinds } from '../../src/server/configuration';
import { readLifecycle, runLifecycle, type LifecycleRunInput } from '../../src/server/lifecycle';
import { startBenchApp, type BenchApp } from '../lib/app';
import { madeUpFacts } from '../lib/facts';
import { median, report, timed, times } from '../lib/report';

const HOUR = 3_600_000;
const ROUNDS = 3;
/** Rows of the slow baseline; its rate is compared. */
const UPDATED = 2_000;

/** Stages of a large community: everybody, a few, nobody; and many changes at once. */
async function main(): Promise<void> {
  const bench = await startBenchApp();
  const { store, settings, worker, liveLabels } = bench.services;
  // nothing else is to be measured
  await worker.stop();
  await liveLabels.stop();
  const large = store.dialect === 'postgres';
  const members = Number(process.env.BENCH_MEMBERS ?? (large ? 260_000 : 50_000));
  const activities = Number(process.env.BENCH_ACTIVITIES ?? (large ? 5_000_000 : 1_000_000));
  const asOf = Math.floor(Date.now() / HOUR) * HOUR;
  const { facts } = await madeUpFacts(bench.services, { members, activities, asOf });
  const what = (text: string) => `${text} (${store.dialect}, ${members} members, ${facts} facts)`;
  const run = async (over: Partial<LifecycleRunInput> & { asOf: number }) =>
    runLifecycle({
      ...{ store, gate: bench.services.gate, runId: null, lastAsOf: null, touched: new Map() },
      zone: await settings.zone(),
      kinds: await readKinds(store),
      lifecycle: await readLifecycle(store),
      ...over,
    });

  // everybody is somewhere, then settles
  await store.execute(
    `UPDATE {communityMembers} SET "stage" = 'active', "stageSince" = ${store.instantParam('$since')}`,
    { bind: { since: store.instant(asOf - 40 * 24 * HOUR) } },
  );
  for (let i = 4; i > 0; i -= 1) await run({ asOf: asOf - i * 1000, mode: 'full' });

  const full: number[] = [];
  const byHand: number[] = [];
  for (let i = 0; i < ROUNDS; i += 1) {
    full.push(await timed(() => run({ asOf: asOf + i, mode: 'full' })));
    byHand.push(await timed(() => handWritten(bench, asOf)));
  }
  const [fullMs, handMs] = [median(full), median(byHand)];
  report({
    suite: 'lifecycle',
    what: what('all stages of everybody'),
    figure: `${Math.round(fullMs)} ms`,
    baseline: `SQL by hand ${Math.round(handMs)} ms`,
    ratio: times(fullMs / handMs),
    goal: '≤ 5 s and ≤ 2×',
    ok: fullMs <= 5000 && fullMs <= 2 * handMs,
  });

  const touched = new Map(Array.from({ length: 100 }, (_, i) => [1 + i * 7, { history: false }]));
  const few: number[] = [];
  for (let i = 0; i < ROUNDS; i += 1) {
    const since = asOf + ROUNDS + i * 1000;
    few.push(await timed(() => run({ lastAsOf: since, asOf: since + 1000, touched, mode: 'incremental' })));
  }
  const fewMs = median(few);
  report({
    suite: 'lifecycle',
    what: what('after 100 touched members'),
    figure: `${Math.round(fewMs)} ms`,
    baseline: `everybody ${Math.round(fullMs)} ms`,
    ratio: times(fullMs / fewMs),
    goal: '≥ 10× cheaper',
    ok: fullMs >= 10 * fewMs,
  });

  await idleTick(bench, what);
  await relabelling(bench, asOf + HOUR, run);
  await bench.close();
}

async function idleTick(bench: BenchApp, what: (text: string) => string): Promise<void> {
  const { ledger } = bench.services;
  const now = Date.now();
  const id = await ledger.enqueue('labels');
  await ledger.patch(id, { state: 'succeeded', startedAt: now, watermark: now, dueAt: now + HOUR });
  const ticks: number[] = [];
  const { sequelize } = bench.app.db;
  const query = sequelize.query;
  let statements = 0;
  sequelize.query = function counted(this: typeof sequelize, ...args: Parameters<typeof query>) {
    if (String(args[0]).includes('dueAt')) statements += 1;
    return query.apply(this, args);
  } as typeof query;
  for (let i = 0; i < 20; i += 1) ticks.push(await timed(() => ledger.isIdle(now)));
  sequelize.query = query;
  report({
    suite: 'lifecycle',
    what: what('idle tick'),
    figure: `${median(ticks).toFixed(1)} ms, ${statements / 20} statements`,
    baseline: '-',
    goal: '1 statement',
    ok: statements === 20 && (await ledger.isIdle(now)),
  });
}

async function relabelling(
  bench: BenchApp,
  asOf: number,
  run: (over: Partial<LifecycleRunInput> & { asOf: number }) => ReturnType<typeof runLifecycle>,
): Promise<void> {
  const { store } = bench.services;
  // whoever has done something lately and is said to have churned long ago
  await store.execute(
    `UPDATE {communityMembers} SET "stage" = 'churned', "stageSince" = ${store.instantParam('$since')}`,
    { bind: { since: store.instant(asOf - 60 * 24 * HOUR) } },
  );
  let changed = 0;
  const ms = await timed(async () => {
    changed = (await run({ asOf, mode: 'full' })).changed;
  });
  const model = bench.app.db.getCollection('communityMembers').model;
  const instances = await model.findAll({ limit: UPDATED, order: [['id', 'ASC']] });
  const one = await timed(() =>
    bench.app.db.sequelize.transaction(async (transaction) => {
      for (const instance of instances)
        await instance.update({ stage: 'core', stageSince: new Date(asOf) }, { transaction });
    }),
  );
  const [ours, theirs] = [(changed * 1000) / ms, (instances.length * 1000) / one];
  report({
    suite: 'lifecycle',
    what: `relabelling ${changed} members, with evidence (${store.dialect})`,
    figure: `${Math.round(ours)} a second (${Math.round(ms)} ms)`,
    baseline: `instance.update in one transaction ${Math.round(theirs)} a second`,
    ratio: times(ours / theirs),
    goal: '≥ 40×',
    ok: ours >= 40 * theirs,
  });
}

/** The default rules as somebody would write them for one day, without evidence: who would change stage. */
async function handWritten(bench: BenchApp, asOf: number): Promise<void> {
  const { store, settings } = bench.services;
  const zone = await settings.zone();
  const { utterances, signsOfLife } = await readKinds(store);
  const list = (keys: readonly string[]) => keys.map((key) => `'${key}'`).join(', ');
  const since = (days: number) => `'${zone.day(asOf - (days - 1) * 24 * HOUR)}'`;
  const today = `'${zone.day(asOf)}'`;
  const days = (instant: string) => `(${store.sql.float(`${asOf} - ${store.sql.epochMs(instant)}`)} / 86400000)`;
  const rows = await store.select(
    `SELECT s."id", s."next" FROM (SELECT x."id", x."stage", CASE
        WHEN x."stage" IN ('new', 'active', 'core', 'high_value', 'at_risk') AND x."left" IS NOT NULL AND x."left" <= x."silent" THEN 'churned'
        WHEN x."stage" = 'at_risk' AND x."stay" >= 30 AND x."silent" >= 30 THEN 'churned'
        WHEN x."stage" IN ('new', 'active', 'core', 'high_value') AND x."silent" >= 15 THEN 'at_risk'
        WHEN x."stage" = 'at_risk' AND x."silent" < 15 THEN 'active'
        WHEN x."stage" = 'churned' AND x."silent" < x."stay" THEN 'active'
        WHEN x."stage" IN ('new', 'active', 'core') AND (x."spent" >= 1000 OR x."bought" >= 3) THEN 'high_value'
        WHEN x."stage" = 'active' AND x."days30" > 20 AND x."said30" > 50 THEN 'core'
        WHEN x."stage" = 'new' AND x."since" <= 7 AND (x."read8" >= 3 OR x."said8" >= 3) THEN 'active'
        WHEN x."stage" = 'new' AND x."since" > 7 AND x."days15" >= 1 THEN 'active'
        WHEN x."stage" = 'high_value' AND x."spent" < 900 AND x."bought" < 3 AND x."days30" > 18 AND x."said30" > 45 THEN 'core'
        WHEN x."stage" = 'high_value' AND x."spent" < 900 AND x."bought" < 3 THEN 'active'
        WHEN x."stage" = 'core' AND (x."days30" <= 18 OR x."said30" <= 45) THEN 'active' END AS "next"
      FROM (SELECT m."id", m."stage", ${days('m."stageSince"')} AS "stay", ${days('m."firstSeenAt"')} AS "since",
          ${days('COALESCE(m."lastActiveAt", m."firstSeenAt")')} AS "silent", ${days('q."left"')} AS "left",
          COALESCE(a."days30", 0) AS "days30", COALESCE(a."said30", 0) AS "said30", COALESCE(a."said8", 0) AS "said8",
          COALESCE(a."read8", 0) AS "read8", COALESCE(a."days15", 0) AS "days15", COALESCE(b."spent", 0) AS "spent", COALESCE(b."bought", 0) AS "bought"
        FROM {communityMembers} AS m
        LEFT JOIN (SELECT f."memberId",
            COUNT(DISTINCT CASE WHEN f."kind" IN (${list(signsOfLife)}) AND f."count" > 0 THEN f."day" END) AS "days30",
            COUNT(DISTINCT CASE WHEN f."kind" IN (${list(signsOfLife)}) AND f."count" > 0 AND f."day" >= ${since(15)} THEN f."day" END) AS "days15",
            SUM(CASE WHEN f."kind" IN (${list(utterances)}) THEN f."count" ELSE 0 END) AS "said30",
            SUM(CASE WHEN f."kind" IN (${list(utterances)}) AND f."day" >= ${since(8)} THEN f."count" ELSE 0 END) AS "said8",
            SUM(CASE WHEN f."kind" IN ('reaction', 'poll_answer', 'click', 'confirmed_read') AND f."day" >= ${since(8)} THEN f."count" ELSE 0 END) AS "read8"
          FROM {communityDailyFacts} AS f WHERE f."day" >= ${since(30)} AND f."day" <= ${today} GROUP BY f."memberId") AS a ON a."memberId" = m."id"
        LEFT JOIN (SELECT f."memberId", SUM(f."amount") AS "spent", SUM(f."count") AS "bought" FROM {communityDailyFacts} AS f
          WHERE f."kind" = 'purchase' AND f."day" >= ${since(90)} AND f."day" <= ${today} GROUP BY f."memberId") AS b ON b."memberId" = m."id"
        LEFT JOIN (SELECT p."memberId", CASE WHEN COUNT(*) = COUNT(p."left") THEN MAX(p."left") END AS "left" FROM (
            SELECT f."memberId", f."groupId", CASE WHEN MAX(CASE WHEN f."kind" = 'leave' THEN f."lastAt" END) >= COALESCE(MAX(CASE WHEN f."kind" <> 'leave' THEN f."lastAt" END), MAX(CASE WHEN f."kind" = 'leave' THEN f."lastAt" END))
              THEN MAX(CASE WHEN f."kind" = 'leave' THEN f."lastAt" END) END AS "left"
            FROM {communityDailyFacts} AS f WHERE f."groupId" <> 0 AND f."memberId" IN (SELECT l."memberId" FROM {communityDailyFacts} AS l WHERE l."kind" = 'leave')
            GROUP BY f."memberId", f."groupId") AS p GROUP BY p."memberId") AS q ON q."memberId" = m."id"
        WHERE m."stage" IS NOT NULL AND m."isBot" = ${store.bool(false)} AND m."isTeam" = ${store.bool(false)}) AS x) AS s
     WHERE s."next" IS NOT NULL AND s."next" <> s."stage"`,
  );
  if (rows.length > 1000) process.stderr.write(`(${rows.length} would change by hand) `);
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
