import type { BenchApp } from '../../lib/app';
import { median, report, timed } from '../../lib/report';

const HOUR = 3_600_000;

/** What a tick of the schedule costs when there is nothing to do. */
export async function idleTick(bench: BenchApp, what: (text: string) => string): Promise<void> {
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
