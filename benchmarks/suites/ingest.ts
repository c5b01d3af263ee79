import { startBenchApp } from '../lib/app';
import { madeUpActivities } from '../lib/activities';
import { report, timed, times } from '../lib/report';

/** Activities written with members, memberships and facts kept, against the host's own ways of writing the bare rows. */
async function main(): Promise<void> {
  const bench = await startBenchApp();
  const { services, app } = bench;
  const dialect = services.store.dialect;
  const repository = app.db.getRepository('communityActivities');
  const row = (i: number) => ({
    source: 'bench',
    externalKey: `k${i}`,
    version: 1,
    memberId: 1,
    groupId: 1,
    kind: 'message',
    isReply: false,
    isForward: false,
    occurredAt: new Date(1_770_000_000_000 + i),
    day: '2026-02-02',
    hour: 3,
    timeSource: 'event',
    textLength: 10,
    payload: {},
    retracted: false,
  });
  const single = 400;
  const create = await timed(async () => {
    for (let i = 0; i < single; i += 1) await repository.create({ values: row(i) });
  });
  const createRate = single / (create / 1000);
  const bulk = 20_000;
  const bulkTime = await timed(async () => {
    for (let i = 0; i < bulk; i += 1000) {
      await repository.model.bulkCreate(Array.from({ length: 1000 }, (_, k) => row(1_000_000 + i + k)));
    }
  });
  const bulkRate = bulk / (bulkTime / 1000);

  const total = 60_000;
  const batch = 3000;
  const write = await timed(async () => {
    for (let i = 0; i < total; i += batch) {
      await services.writer.write(madeUpActivities(batch, { members: 2000, groups: 40 }, i));
    }
  });
  const facts = await timed(() => services.facts.drain());
  const rate = total / ((write + facts) / 1000);
  report({
    suite: 'ingest',
    what: `activities with members, memberships, facts (${dialect})`,
    figure: `${Math.round(rate)}/s (write ${Math.round(write)} ms, facts ${Math.round(facts)} ms for ${total})`,
    baseline: `repository.create ${Math.round(createRate)}/s`,
    ratio: times(rate / createRate),
    goal: '≥ 25×',
    ok: rate >= 25 * createRate,
  });
  report({
    suite: 'ingest',
    what: `the same against bare rows in bulk (${dialect})`,
    figure: `${Math.round(rate)}/s`,
    baseline: `model.bulkCreate ${Math.round(bulkRate)}/s`,
    ratio: times(rate / bulkRate),
  });
  await bench.close();
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
