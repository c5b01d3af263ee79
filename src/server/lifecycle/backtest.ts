import type { CommunityZone } from '@community-crm/community-model';
import type { BacktestResult, BacktestSeries } from '../../common/lifecycle';
import type { FrameKinds } from '../metrics';
import type { Store, WriteGate } from '../store';
import { backtestDates } from './backtestDates';
import { atRiskAgainstSilence, noRisk, shareOf, type RiskCounts } from './backtestRisk';
import { BacktestStates, SIDES, type Side } from './backtestStates';
import { evaluateSides } from './evaluate';
import type { Lifecycle } from './rule';
import type { Transition } from './transitions';

export interface BacktestInput {
  store: Store;
  gate: WriteGate;
  zone: CommunityZone;
  kinds: FrameKinds;
  draft: Lifecycle;
  current: Lifecycle;
  /** Milliseconds; the last date is the end of the day before it. */
  asOf: number;
  weeks: number;
  stepDays: number;
  /** Called between statements with the share that is done; ends the work by throwing. */
  checkpoint: (fraction: number) => Promise<void>;
}

/** A change that is undone within so long was none. */
const FLIP_MS = 14 * 86_400_000;
/** Changes of one member at one date: hourly runs would make as many on the days between two dates. */
const MOST_ROUNDS = 4;

interface Tally {
  changes: number;
  flippedBack: number;
  sizes: Record<string, number[]>;
  risk: RiskCounts;
  /** Where a member came from last, and when. */
  last: Map<number, { from: string | null; at: number }>;
}

/**
 * Lives through past dates with two sets of rules, in a table of its own: nobody's stage is touched. Everybody is placed
 * some weeks before the first date that counts, so that the time in a stage is right by then.
 */
export async function backtest(input: BacktestInput): Promise<BacktestResult & { members: number }> {
  const { store, gate, zone, asOf, checkpoint } = input;
  let done = 0;
  const progress = () => checkpoint(done);
  const states = new BacktestStates(store, gate, progress);
  await states.clear();
  const { warmUp, dates } = await backtestDates(store, zone, input);
  const all = [...warmUp, ...dates];
  const tallies: Record<Side, Tally> = { draft: newTally(input.draft), current: newTally(input.current) };
  for (const [place, date] of all.entries()) {
    done = place / all.length;
    await states.arrive(all[place - 1] ?? null, date);
    const counted = place >= warmUp.length;
    await live(input, states, { date, counted, tallies, progress });
    if (!counted) continue;
    const sizes = await states.sizes();
    for (const side of SIDES)
      for (const [stage, list] of Object.entries(tallies[side].sizes)) list.push(sizes[side].get(stage) ?? 0);
    for (const [side, risk] of await atRiskAgainstSilence(input, date, asOf))
      for (const name of ['flagged', 'silent', 'both'] as const) tallies[side].risk[name] += risk[name];
  }
  const members = await states.count();
  await states.clear();
  return { dates, draft: series(tallies.draft), current: series(tallies.current), members };
}

interface Step {
  date: number;
  counted: boolean;
  tallies: Record<Side, Tally>;
  progress: () => Promise<void>;
}

interface Moving extends Record<string, unknown> {
  id: number | string;
  side: Side;
  t: number | string;
}

/** Lets everybody take the steps that are due at a date; after the first only those who have just moved. */
async function live(input: BacktestInput, states: BacktestStates, step: Step): Promise<void> {
  const { store, zone, kinds, draft, current } = input;
  const { date, counted, tallies } = step;
  let only: number[] | undefined;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    await step.progress();
    const { changing, transitions, bind } = evaluateSides(
      { store, zone, kinds, asOf: date, ...states.subjects(input, date, only) },
      { draft, current },
    );
    const changes = await store.selectMuch<Moving>(changing, { bind });
    if (!changes.length) return;
    for (const side of SIDES) {
      const moves = changes
        .filter((change) => change.side === side)
        .map(({ id, t }) => ({ id: Number(id), way: transitions[side][Number(t)] }));
      for (const move of moves) note(tallies[side], move, date, counted);
      await states.move(
        side,
        date,
        moves.map(({ id, way }) => [id, way.to]),
      );
    }
    only = [...new Set(changes.map(({ id }) => Number(id)))];
  }
}

function note(tally: Tally, { id, way }: { id: number; way: Transition }, at: number, counted: boolean): void {
  const before = tally.last.get(id);
  if (counted) {
    tally.changes += 1;
    if (before && before.from === way.to && at - before.at <= FLIP_MS) tally.flippedBack += 1;
  }
  tally.last.set(id, { from: way.from, at });
}

const newTally = ({ stages }: Lifecycle): Tally => ({
  changes: 0,
  flippedBack: 0,
  sizes: Object.fromEntries(stages.map(({ key }) => [key, []])),
  risk: noRisk(),
  last: new Map(),
});

const series = ({ sizes, changes, flippedBack, risk }: Tally): BacktestSeries => ({
  sizes,
  changes,
  flippedBack,
  atRisk: {
    precision: shareOf(risk.both, risk.flagged),
    recall: shareOf(risk.both, risk.silent),
    flagged: risk.flagged,
    silent: risk.silent,
  },
});
