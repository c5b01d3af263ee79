import { backtest, preview, readLifecycle, type Lifecycle } from '../../../src/server/lifecycle';
import { readKinds } from '../../../src/server/configuration';
import type { BenchApp } from '../../lib/app';
import { median, report, timed, times } from '../../lib/report';

const ROUNDS = 3;
const SAMPLE = 20;
const WEEKS = 4;

/** Rules that are not saved yet: against today, and against the past. */
export async function drafts(
  { services: { store, gate, settings } }: BenchApp,
  what: (text: string) => string,
  { asOf, fullMs }: { asOf: number; fullMs: number },
): Promise<void> {
  const current = await readLifecycle(store);
  const input = { store, zone: await settings.zone(), kinds: await readKinds(store), draft: drafted(current), current };

  const shown: number[] = [];
  for (let i = 0; i < ROUNDS; i += 1)
    shown.push(
      await timed(() => preview({ ...input, asOf, sampleSize: SAMPLE, admitted: () => store.bool(true), bind: {} })),
    );
  const previewMs = median(shown);
  report({
    suite: 'lifecycle',
    what: what('preview of a draft'),
    figure: `${Math.round(previewMs)} ms`,
    baseline: `everybody ${Math.round(fullMs)} ms`,
    ratio: times(previewMs / fullMs),
    goal: '≤ 6 s',
    ok: previewMs <= 6000,
  });

  // the first date places everybody and the last call clears up; what lies between two calls at the same date is its cost
  const began = performance.now();
  const begins = new Map<number, number>();
  await backtest({
    ...{ ...input, gate, asOf, weeks: WEEKS, stepDays: 7 },
    checkpoint: async (fraction) => {
      if (!begins.has(fraction)) begins.set(fraction, performance.now());
    },
  });
  const allMs = performance.now() - began;
  const instants = [...begins.values()];
  const dates = instants.slice(1).map((at, i) => at - instants[i]);
  const dateMs = median(dates.slice(1));
  report({
    suite: 'lifecycle',
    what: what(`one of ${instants.length} dates of a backtest, two sets of rules side by side`),
    figure: `${Math.round(dateMs)} ms (all ${Math.round(allMs)} ms), a set ${Math.round(dateMs / 2)} ms`,
    baseline: `everybody by one set ${Math.round(fullMs)} ms`,
    ratio: `${times(dateMs / fullMs)}, a set ${times(dateMs / 2 / fullMs)}`,
    goal: '≤ 2× a set',
    ok: dateMs <= 4 * fullMs,
  });
}

/** At risk a day earlier. */
function drafted({ stages, rules }: Lifecycle): Lifecycle {
  const days = 14;
  return {
    stages,
    rules: rules.map((rule) =>
      rule.key === 'at-risk' ? { ...rule, enter: { left: { metric: 'daysSinceLast' }, op: '>=', right: days } } : rule,
    ),
  };
}
