import { startBenchApp, type BenchApp } from '../lib/app';
import { fill } from '../lib/facts';
import { report, timed, times } from '../lib/report';

const DAY = 86_400_000;
const DAYS = 180;
const GROUPS = 40;
const MEMBERS = 20_000;
const COUNT = Number(process.env.BENCH_FACTS_ACTIVITIES ?? 1_000_000);
const START = Date.parse('2026-01-05T00:00:00Z');
const FACTS = ['communityDailyFacts', 'communityHourlyFacts', 'communityContentFacts'];

/** The facts as one would count them at first: no answers, no sessions, no joins, and nobody else who wants to write. */
const BARE = [
  `INSERT INTO {communityDailyFacts} ("memberId", "groupId", "day", "kind", "count", "replies", "forwards", "characters",
     "amount", "repliesReceived", "reactionsReceived", "sessionMinutes", "rejoins", "firstAt", "lastAt")
   SELECT a."memberId", a."groupId", a."day", a."kind", COUNT(*), SUM(CASE WHEN a."isReply" THEN 1 ELSE 0 END), 0,
     SUM(a."textLength"), 0, 0, 0, 0, 0, MIN(a."occurredAt"), MAX(a."occurredAt")
   FROM {communityActivities} AS a GROUP BY a."groupId", a."day", a."memberId", a."kind"`,
  `INSERT INTO {communityHourlyFacts} ("memberId", "groupId", "day", "hour", "utterances")
   SELECT a."memberId", a."groupId", a."day", a."hour", COUNT(*) FROM {communityActivities} AS a
   WHERE a."kind" <> 'reaction' GROUP BY a."groupId", a."day", a."hour", a."memberId"`,
  `INSERT INTO {communityContentFacts} ("memberId", "groupId", "day", "content", "posts", "repliesReceived", "reactionsReceived",
     "answered", "within1", "within2", "within3", "within5", "within10", "within30", "within60", "within240")
   SELECT a."memberId", a."groupId", a."day", 'text', COUNT(*), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
   FROM {communityActivities} AS a WHERE a."kind" <> 'reaction' GROUP BY a."groupId", a."day", a."memberId"`,
];

/** All facts counted again from the activities, against the bare GROUP BY inserts of the same rows. */
async function main(): Promise<void> {
  const bench = await startBenchApp();
  const { store, facts, worker, liveLabels } = bench.services;
  // nothing else is to be measured
  await worker.stop();
  await liveLabels.stop();
  await madeUpCommunity(bench);
  const tidy = () => (store.dialect === 'mysql' ? undefined : store.execute('ANALYZE'));
  await tidy();

  await empty(bench);
  const [daily, ...others] = [await bare(bench, BARE[0]), await bare(bench, BARE[1]), await bare(bench, BARE[2])];
  const all = daily + others[0] + others[1];
  await empty(bench);
  const anew = async () => {
    await facts.touchEverything();
    return timed(() => facts.drain());
  };
  const first = await anew();
  await tidy();
  const again = await anew();
  const [{ n }] = await store.select<{ n: number | string }>('SELECT COUNT(*) AS "n" FROM {communityDailyFacts}');
  const where = `(${store.dialect}, ${COUNT} activities, ${Number(n)} daily facts)`;
  for (const [what, ms] of [
    ['all facts and memberships counted from nothing', first],
    ['the same over facts that are there', again],
  ] as const) {
    report({
      suite: 'facts',
      what: `${what} ${where}`,
      figure: `${Math.round(ms)} ms`,
      baseline: `bare GROUP BY inserts of the three kinds of facts ${Math.round(all)} ms, of the daily ones alone ${Math.round(daily)} ms`,
      ratio: times(ms / all),
      goal: '≤ 2×',
      ok: ms <= 2 * all,
    });
  }
  await bench.close();
}

const bare = ({ services: { store, gate } }: BenchApp, statement: string): Promise<number> =>
  timed(() => gate.run((transaction) => store.execute(statement, { transaction })));

async function empty({ services: { store, gate } }: BenchApp): Promise<void> {
  for (const name of FACTS) await gate.run((transaction) => store.execute(`DELETE FROM {${name}}`, { transaction }));
  if (store.dialect === 'postgres') for (const name of FACTS) await store.execute(`VACUUM ANALYZE {${name}}`);
}

/** Half a year in time order: few members do most, each in a few groups; every third message is an answer, every tenth activity a reaction. */
async function madeUpCommunity({ services }: BenchApp): Promise<void> {
  const { store } = services;
  const now = store.instant(START);
  const stamped = { createdAt: 'instant', updatedAt: 'instant' } as const;
  await fill(
    services,
    'communityGroups',
    { id: 'int', platform: 'text', externalId: 'text', title: 'text', ...stamped },
    Array.from({ length: GROUPS }, (_, i) => [i + 1, 'telegram', String(-i - 1), `Group ${i + 1}`, now, now]),
  );
  await fill(
    services,
    'communityMembers',
    { id: 'int', originKey: 'text', displayName: 'text', ...stamped },
    Array.from({ length: MEMBERS }, (_, i) => [i + 1, `telegram:${i + 1}`, `Member ${i + 1}`, now, now]),
  );
  const share = (i: number) => ((i * 104_729) % 1_000_003) / 1_000_003;
  const group = (i: number) => 1 + (i % GROUPS);
  // every group has its own circle, in which the first ones do most
  const member = (i: number) => 1 + ((group(i) * 401 + Math.floor(1500 * share(i) ** 3) * 7) % MEMBERS);
  const kind = (i: number) => (i < GROUPS || i % 10 < 6 ? 'message' : i % 10 < 9 ? 'reply' : 'reaction');
  await fill(
    services,
    'communityActivities',
    {
      ...{ kind: 'text', occurredAt: 'instant', day: 'day', hour: 'int', isReply: 'bool', isForward: 'bool' },
      ...{ source: 'text', externalKey: 'text', version: 'int', retracted: 'bool', memberId: 'int', groupId: 'int' },
      ...{ replyToKey: 'text', replyToMemberId: 'int', textLength: 'int' },
    },
    (function* () {
      for (let i = 0; i < COUNT; i += 1) {
        const at = START + Math.floor((i / COUNT) * DAYS * DAY);
        const instant = new Date(at).toISOString();
        const day = instant.slice(0, 10);
        const answers = kind(i) !== 'message' ? i - GROUPS : null;
        yield [
          ...[kind(i), store.instant(at), day, Number(instant.slice(11, 13)), kind(i) === 'reply' ? 1 : 0, 0],
          ...['bench', `m:${i}`, 1, 0, member(i), group(i)],
          ...(answers === null ? [null, null] : [`m:${answers}`, member(answers)]),
          12 + (i % 80),
        ];
      }
    })(),
  );
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
