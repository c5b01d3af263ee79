import { dayLabel, type CommunityZone } from '@community-crm/community-model';
import { finishMerges } from '../activities/identity';
import { readKinds, readProfile, type Settings } from '../configuration';
import type { Facts } from '../facts';
import {
  claimTouches,
  costsFrom,
  crossover,
  forgetTouches,
  runLifecycle,
  Steps,
  timeEdges,
  type LifecycleCounts,
  type TouchedMembers,
} from '../lifecycle';
import { fitAliveWhenDue, refreshScores, type ScoringCounts } from '../scoring';
import type { Store, WriteGate } from '../store';
import { lastPrint, readBasis, rememberPrint, type Basis } from './labelledBy';
import type { RunLedger } from './ledger';
import { labelMembers, type MemberLabelsCounts } from './memberLabels';
import type { Counts, RunContext, RunHandler, RunOutcome } from './run';
import type { ClusterTurn } from './turn';

export interface LabelsOptions {
  store: Store;
  gate: WriteGate;
  settings: Settings;
  facts: Facts;
  ledger: RunLedger;
  turn: ClusterTurn;
  now: () => number;
  /** Lets those be looked at who did something just now, in the middle of a long run; between missed days, newcomers alone. */
  onPause?: () => Promise<void>;
  onMissedDay?: () => Promise<void>;
  /** Stages have changed. */
  onChanged?: () => void;
  /** Members have entered or left segments. */
  onSegments?: () => void;
}

/** Where the settings keep what passes have cost. */
const COSTS = 'labelCosts';

/**
 * Facts → scores → stages → personas, tiers, tags and segments, as of one instant. What was touched since the last run and what time alone can change is looked
 * at, or everybody where that is cheaper or cannot be avoided. `params.mode` (`full`, `incremental`) forces one; `params.past` is
 * how many weeks of sizes of labels the very first run tells from facts.
 */
export function labelsHandler(options: LabelsOptions): RunHandler {
  return async (context) => {
    const { store, gate, settings, facts, turn, now } = options;
    const { report, startedAt } = context;
    const steps = new Steps(() => performance.now());
    await steps.measure('merges', () => finishMerges({ store, gate, now: () => startedAt }));
    await noticeChangedCounting(store, settings, facts);
    const touches = await steps.measure('facts', () =>
      facts.drain((done, total) => report((0.4 * done) / Math.max(1, total), 'facts')),
    );
    // not before the facts are counted: what they tell must not lie ahead
    const asOf = Math.max(startedAt, now());
    const outcome = await turn.run(
      () => label(options, context, { asOf, touches, steps }),
      () => report(0.4, 'facts'),
    );
    return withAlive(outcome, options, context, asOf);
  };
}

/** Now and then the model of staying and leaving is fitted anew, when labels are done: nobody waits for it. */
async function withAlive(
  outcome: RunOutcome,
  { store, gate, settings, now }: LabelsOptions,
  { report, signal }: RunContext,
  asOf: number,
): Promise<RunOutcome> {
  await report(1, 'alive');
  const { signsOfLife } = await readKinds(store);
  const asOfDay = (await settings.zone()).day(asOf);
  try {
    const fit = await fitAliveWhenDue({ store, gate, signsOfLife, asOfDay, now: now(), signal });
    return fit ? { ...outcome, counts: { ...outcome.counts, aliveFittedOn: fit.people } } : outcome;
  } catch (error) {
    // labels are done; the former fit stays in use
    if (signal.aborted) throw error;
    const note = { code: 'ALIVE_FIT_FAILED', message: error instanceof Error ? error.message : String(error) };
    return { ...outcome, notes: [...(outcome.notes ?? []), note] };
  }
}

interface Begun {
  asOf: number;
  touches: number;
  steps: Steps;
}

async function label(
  options: LabelsOptions,
  { run, report }: RunContext,
  { asOf, touches, steps }: Begun,
): Promise<RunOutcome> {
  const { store, gate, settings, ledger } = options;
  const zone = await settings.zone();
  const touched = await steps.measure('touches', () => claimTouches(store, gate, run.id));
  const basis = await readBasis(store, settings);
  const before = await lastPrint(settings);
  const lastAsOf = before && (await ledger.lastWatermark());
  await report(0.4, 'scoring');
  const scores = await steps.measure('scores', () => score(options, { basis, before, touched, lastAsOf, asOf, zone }));
  await report(0.5, 'lifecycle');
  const stages = await runLifecycle({
    ...{ store, gate, zone, asOf, lastAsOf, touched, steps },
    ...{ kinds: basis.kinds, lifecycle: basis.lifecycle, runId: run.id },
    changedRules: before !== null && before.stages !== basis.print.stages,
    mode: modeOf(run.params.mode),
    costs: costsFrom(await settings.recall(COSTS)),
    onProgress: (fraction, step) => report(0.5 + 0.5 * fraction, step),
    onPause: options.onPause,
    onMissedDay: options.onMissedDay,
  });
  const mode = modeOf(run.params.mode);
  const labels = await labelMembers(options, {
    ...{ basis, zone, asOf, lastAsOf, touched, runId: run.id, mode, costs: stages.costs, steps },
    past: weeksOf(run.params.past),
    checkpoint: () => report(0.95, 'segments'),
  });
  // the profile's landmark may have been renewed while scores were made
  await rememberPrint(settings, (await readBasis(store, settings)).print);
  await settings.remember(COSTS, stages.costs);
  const moved = stages.changed || stages.newcomers || labels.due;
  const dueAt = moved ? asOf : await nextEdge(options, basis, asOf, zone);
  await forgetTouches(store, gate, run.id);
  if (stages.changed || stages.newcomers) options.onChanged?.();
  if (labels.counts.segmentsEntered || labels.counts.segmentsLeft) options.onSegments?.();
  return {
    watermark: asOf,
    dueAt,
    counts: countsOf({ touches, touched, scores, stages, labels: labels.counts, steps }),
  };
}

interface ScoringBasis {
  basis: Basis;
  before: Basis['print'] | null;
  touched: TouchedMembers;
  lastAsOf: number | null;
  asOf: number;
  zone: CommunityZone;
}

/** Scores change with what people do, at community midnight, and with the profile. */
function score(
  { store, gate }: LabelsOptions,
  { basis, before, touched, lastAsOf, asOf, zone }: ScoringBasis,
): Promise<ScoringCounts> {
  const everybody =
    lastAsOf === null || before?.scores !== basis.print.scores || zone.dayNumber(lastAsOf) !== zone.dayNumber(asOf);
  const input = { store, gate, profile: basis.profile, asOfDay: zone.day(asOf) };
  return everybody ? refreshScores(input) : refreshScores(input, [...touched.keys()]);
}

/** When time alone may change a label next: at the latest when the community's day ends, and scores with it. */
async function nextEdge({ store }: LabelsOptions, basis: Basis, asOf: number, zone: CommunityZone): Promise<number> {
  const midnight = zone.dayStart(dayLabel(zone.dayNumber(asOf) + 1));
  const edges = await timeEdges({ store, zone, ...basis }, asOf, midnight - 1);
  return edges && !edges.length ? midnight : asOf;
}

function modeOf(mode: unknown): 'auto' | 'full' | 'incremental' {
  return mode === 'full' || mode === 'incremental' ? mode : 'auto';
}

const weeksOf = (past: unknown): number => (Number.isInteger(past) ? Number(past) : 0);

interface Done {
  touches: number;
  touched: TouchedMembers;
  scores: ScoringCounts;
  stages: LifecycleCounts;
  labels: MemberLabelsCounts;
  steps: Steps;
}

function countsOf({ touches, touched, scores, stages, labels, steps }: Done): Counts {
  return {
    touches,
    touched: touched.size,
    examined: stages.examined,
    scoredMemberships: scores.memberships,
    scoredMembers: scores.members,
    placed: stages.placed,
    newcomers: stages.newcomers,
    ...labels,
    stageChanges: stages.changed,
    instants: stages.instants,
    fullPasses: stages.fullPasses,
    crossover: Math.round(crossover(stages.costs) * 1000) / 1000,
    ...Object.fromEntries(Object.entries(stages.entered).map(([stage, n]) => [`entered.${stage}`, n])),
    ...Object.fromEntries(steps.list().map(({ step, ms }) => [`ms.${step}`, ms])),
  };
}

/** Where the settings keep what the facts were counted by. */
const COUNTED_BY = 'countedBy';

/** Raised when a version of the plugin counts something that earlier ones did not: then everything is counted anew. */
const COUNTING = 2;

/** Facts depend on which kinds are utterances and signs of life, and on the session gap: a change counts them all again. */
async function noticeChangedCounting(store: Store, settings: Settings, facts: Facts): Promise<void> {
  const { utterances, signsOfLife } = await readKinds(store);
  const { sessionGapMinutes } = await readProfile(store);
  const now = JSON.stringify({ utterances, signsOfLife, sessionGapMinutes, counting: COUNTING });
  const before = await settings.recall(COUNTED_BY);
  if (before !== undefined && JSON.stringify(before) !== now) await facts.touchEverything();
  if (before === undefined || JSON.stringify(before) !== now) await settings.remember(COUNTED_BY, JSON.parse(now));
}
