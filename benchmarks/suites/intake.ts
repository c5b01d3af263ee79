import { CommunityZone, type ActivityRecord } from '@community-crm/community-model';
import { startBotApi, type BotApiSandbox } from '@community-crm/telegram-sandbox';
import { Telegraf } from 'telegraf';
import { packActivities } from '../../src/server/activities/pack';
import { activityUpsert, packReferences, prepare } from '../../src/server/activities/prepare';
import { normalizeUpdate, sealToken } from '../../src/server/intake/telegram';
import { startBenchApp, type BenchApp } from '../lib/app';
import { report, timed, times } from '../lib/report';
import { busyChat, busyUpdates } from '../lib/updates';

const TOKEN = `7000000021:${'Bn4_x-'.repeat(6)}`;
const COUNT = Number(process.env.BENCH_UPDATES ?? 100_000);
const BATCH = 500;
/** Seconds. */
const EARLIER = 10 * 86_400;
const GIVEN_UP = 60_000;
/** A bot that has written nothing for so long is through, or has given up. */
const STANDSTILL = 10_000;
const seconds = (): number => Math.floor(Date.now() / 1000);
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function main(): Promise<void> {
  const bench = await startBenchApp();
  const dialect = bench.services.store.dialect;
  const created = await createRate(bench);
  await throughFacts(bench, created);
  const sandbox = await startBotApi({ token: TOKEN });
  const bare = await bareLoop(bench, sandbox);
  await polling(bench, sandbox, bare);
  await telegrafBot(bench, dialect);
  await bench.services.live.intake.stop();
  await sandbox.close();
  await bench.close();
}

/** Rows a second through the host's own repository. */
async function createRate({ app }: BenchApp): Promise<number> {
  const repository = app.db.getRepository('communityActivities');
  const rows = 300;
  const time = await timed(async () => {
    for (let i = 0; i < rows; i += 1) await repository.create({ values: hostRow(`host${i}`) });
  });
  return rows / (time / 1000);
}

const hostRow = (externalKey: string) => ({
  source: 'bench',
  externalKey,
  version: 1,
  memberId: 1,
  groupId: 1,
  kind: 'message',
  isReply: false,
  isForward: false,
  occurredAt: new Date(),
  day: '2026-02-02',
  hour: 3,
  timeSource: 'event',
  textLength: 10,
  payload: {},
  retracted: false,
});

/** From raw updates in the inbox to committed facts, against a bare upsert of the same activity rows. */
async function throughFacts({ services }: BenchApp, created: number): Promise<void> {
  const { store, gate, live, facts, liveLabels } = services;
  // of days that what comes live afterwards has nothing to do with
  const updates = busyUpdates(COUNT, seconds() - EARLIER).map((update, i) => ({ ...update, update_id: 1_000_000 + i }));
  const records = updates.flatMap(
    (update) => normalizeUpdate(update, { receivedAt: Date.now(), fingerprint: () => 'abcdef' }).records,
  );
  const bare = await timed(async () => {
    for (let i = 0; i < records.length; i += BATCH) await bareUpsert(services, records.slice(i, i + BATCH));
  });
  // as new: what was written before must not cost anything now
  const empty = store.dialect === 'sqlite' ? 'DELETE FROM' : 'TRUNCATE TABLE';
  await gate.run((transaction) => store.execute(`${empty} {communityActivities}`, { transaction }));
  // nobody reads before the clock runs, and labels are no facts
  await liveLabels.stop();
  await live.intake.stop();
  await live.keeper.lease('bot:999999').ready?.();
  for (let i = 0; i < updates.length; i += BATCH) {
    const part = updates.slice(i, i + BATCH);
    await gate.run((transaction) => live.inbox.add(999_999, part, Date.now(), transaction));
  }
  const whole = await timed(async () => {
    await live.worker.drain();
    await facts.drain();
  });
  liveLabels.start();
  const rate = records.length / (whole / 1000);
  const bareRate = records.length / (bare / 1000);
  report({
    suite: 'intake',
    what: `${records.length} updates from the inbox to committed facts (${store.dialect})`,
    figure: `${Math.round(rate)}/s`,
    baseline: `bare upsert of the same rows ${Math.round(bareRate)}/s`,
    ratio: `${Math.round((100 * rate) / bareRate)} %`,
    goal: '≥ 40 %',
    ok: rate >= 0.4 * bareRate,
  });
  report({
    suite: 'intake',
    what: `the same against the host's repository (${store.dialect})`,
    figure: `${Math.round(rate)}/s`,
    baseline: `repository.create ${Math.round(created)}/s`,
    ratio: times(rate / created),
    goal: '≥ 40×',
    ok: rate >= 40 * created,
  });
}

async function bareUpsert({ store, gate }: BenchApp['services'], records: ActivityRecord[]): Promise<void> {
  const zone = new CommunityZone('UTC');
  const batch = prepare(packActivities(store.dialect, zone, records));
  const none = records.map(() => null);
  const ones = records.map((_, i) => 1 + (i % 2000));
  const references = packReferences(store, {
    memberId: ones,
    groupId: ones.map((id) => 1 + (id % 40)),
    identityId: ones,
    replyToMemberId: none,
    replyToIdentityId: none,
  });
  const { statement, bind } = activityUpsert(store, [batch.columns, references]);
  await gate.run((transaction) => store.execute(statement, { bind, transaction }));
}

/** Fetches and inserts raw updates with one commit a batch, and does nothing else with them. */
async function bareLoop({ services }: BenchApp, sandbox: BotApiSandbox): Promise<number> {
  const { gate, live } = services;
  const count = Math.min(COUNT, 10_000);
  for (const update of busyUpdates(count, seconds(), 2_000_000)) sandbox.push(update);
  const time = await timed(async () => {
    for (let offset = 0; ;) {
      const response = await fetch(`${sandbox.url}/bot${TOKEN}/getUpdates?limit=100&timeout=0&offset=${offset}`);
      const { result } = (await response.json()) as { result: Array<{ update_id: number }> };
      if (!result.length) return;
      await gate.run((transaction) => live.inbox.add(888_888, result, Date.now(), transaction));
      offset = result[result.length - 1].update_id + 1;
    }
  });
  await services.store.execute('DELETE FROM {communityInbox}');
  return count / (time / 1000);
}

/** The live bot: fetched, stored, read, counted; and how long an update takes when 500 come a second. */
async function polling({ app, services }: BenchApp, sandbox: BotApiSandbox, bare: number): Promise<void> {
  const { store, live } = services;
  const count = Math.min(COUNT, 10_000);
  for (const update of busyUpdates(count, seconds(), 4_000_000)) sandbox.push(update);
  await app.db.getCollection('communityConnections').model.create({
    name: 'Bench',
    mode: 'polling',
    apiRoot: sandbox.url,
    token: await sealToken(TOKEN, app.aesEncryptor),
    tokenHint: '…',
  });
  const time = await timed(async () => {
    await live.intake.start();
    while (sandbox.pending().length) await pause(20);
  });
  const rate = count / (time / 1000);
  report({
    suite: 'intake',
    what: `long polling while updates are read and counted (${store.dialect})`,
    figure: `${Math.round(rate)}/s`,
    baseline: `bare fetch and insert ${Math.round(bare)}/s`,
    ratio: `${Math.round((100 * rate) / bare)} %`,
    goal: '≥ 50 %',
    ok: rate >= 0.5 * bare,
  });
  await pause(3000);
  const worst = await latency(services, sandbox);
  report({
    suite: 'intake',
    what: `longest way of an update into facts and labels at 500 updates/s for 20 s (${store.dialect})`,
    figure: worst > GIVEN_UP ? `> ${GIVEN_UP / 1000} s` : `${(worst / 1000).toFixed(1)} s`,
    baseline: '-',
    goal: '≤ 5 s',
    ok: worst <= 5000,
  });
}

async function latency({ store }: BenchApp['services'], sandbox: BotApiSandbox): Promise<number> {
  let worst = 0;
  const watched: Array<Promise<void>> = [];
  for (let second = 0; second < 20; second += 1) {
    const began = Date.now();
    const first = 6_000_000 + second * 500;
    const part = busyUpdates(500, seconds(), first);
    for (const update of part) sandbox.push(update);
    const key = `m:${busyChat(first)}:${first}`;
    watched.push(
      (async () => {
        for (;;) {
          const rows = await store.select(
            `SELECT 1 AS "one" FROM {communityActivities} AS a JOIN {communityDailyFacts} AS f ON f."memberId" = a."memberId" AND f."groupId" = a."groupId" AND f."day" = a."day" AND f."lastAt" >= a."occurredAt"
             WHERE a."source" = 'telegram' AND a."externalKey" = $key
               AND NOT EXISTS (SELECT 1 FROM {communityTouches} AS t WHERE t."memberId" = a."memberId")
               AND NOT EXISTS (SELECT 1 FROM {communityLabelTouches} AS l WHERE l."memberId" = a."memberId" AND l."seen" = ${store.bool(false)})
             LIMIT 1`,
            { bind: { key } },
          );
          // what is not there by then counts as this late
          if (rows.length || Date.now() - began > GIVEN_UP) break;
          await pause(50);
        }
        worst = Math.max(worst, Date.now() - began);
      })(),
    );
    await pause(Math.max(0, 1000 - (Date.now() - began)));
  }
  await Promise.all(watched);
  return worst;
}

/** What most bots do: telegraf's own polling, and a row by the host's repository for each message. */
async function telegrafBot({ app }: BenchApp, dialect: string): Promise<void> {
  const token = `7000000022:${'Tg4_x-'.repeat(6)}`;
  const sandbox = await startBotApi({ token });
  for (const update of busyUpdates(1000, seconds(), 8_000_000)) sandbox.push(update);
  // without the kinds that a bot has to ask for
  const count = sandbox.pending().length;
  const repository = app.db.getRepository('communityActivities');
  const bot = new Telegraf(token, { telegram: { apiRoot: sandbox.url }, handlerTimeout: Infinity });
  let written = 0;
  let movedAt = Date.now();
  let key = 0;
  // its hundred handlers write side by side; what fails is not fetched again, and may end its polling for good
  bot.catch(() => undefined);
  bot.use(async () => {
    await repository.create({ values: hostRow(`telegraf${(key += 1)}`) });
    written += 1;
    movedAt = Date.now();
  });
  const began = Date.now();
  void bot.launch().catch(() => undefined);
  while (written < count && Date.now() - movedAt < STANDSTILL) await pause(20);
  const time = movedAt - began;
  await sandbox.close();
  report({
    suite: 'intake',
    what: `for comparison: a plain telegraf bot with repository.create (${dialect})`,
    figure: `${Math.round(written / (time / 1000))}/s, ${count - written} of ${count} lost`,
    baseline: '-',
  });
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
