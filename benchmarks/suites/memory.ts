import { startBenchApp } from '../lib/app';
import { report } from '../lib/report';
import { busyUpdates } from '../lib/updates';

const MB = 1024 * 1024;
const COUNT = Number(process.env.BENCH_MEMORY_UPDATES ?? 100_000);
const BATCH = 4_000;
/** A day of the made-up community has 86,400 updates, and each count of a day begins anew. */
const FACTS_EVERY = 100_000;

/** Whether taking in updates for a long time takes up memory: measured from a fifth of the way to its end. */
async function main(): Promise<void> {
  const { services, close } = await startBenchApp();
  const { gate, live, facts, store } = services;
  await live.intake.stop();
  await live.keeper.lease('bot:777777').ready?.();
  const used = (): { rss: number; heap: number } => {
    global.gc?.();
    const { rss, heapUsed } = process.memoryUsage();
    return { rss: rss / MB, heap: heapUsed / MB };
  };
  // one update a second, up to now
  const start = Math.floor(Date.now() / 1000) - COUNT;
  let before = used();
  const resident: number[] = [];
  const began = Date.now();
  for (let i = 0; i < COUNT; i += BATCH) {
    if (i === Math.floor(COUNT / 5 / BATCH) * BATCH) before = used();
    const updates = busyUpdates(BATCH, start + i + BATCH, i).map((update, k) => ({ ...update, update_id: 1 + i + k }));
    await gate.run((transaction) => live.inbox.add(777_777, updates, Date.now(), transaction));
    await live.worker.drain();
    if (i % FACTS_EVERY === 0) await facts.drain();
    if ((i / BATCH) % Math.floor(COUNT / 5 / BATCH) === 0) resident.push(used().rss);
  }
  await facts.drain();
  const after = used();
  report({
    suite: 'memory',
    what: `${COUNT} updates taken in (${store.dialect}), ${Math.round(COUNT / ((Date.now() - began) / 1000))}/s`,
    figure: `heap ${before.heap.toFixed(0)} → ${after.heap.toFixed(0)} MB, resident ${[...resident, after.rss].map((rss) => rss.toFixed(0)).join(', ')} MB`,
    baseline: 'a fifth of the way',
    goal: 'heap + ≤ 30 MB',
    ok: after.heap - before.heap <= 30,
  });
  await close();
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
