import { dayLabel, type CommunityZone } from '@community-crm/community-model';
import type { Condition } from '../../common/conditions';
import type { SegmentRunCounts } from '../../common/segments';
import type { Settings } from '../configuration';
import { dependenciesOf, edgeMembers, readConditionContext } from '../conditions';
import {
  chosenFor,
  countPeople,
  labelPrint,
  readLabelRules,
  type Chosen,
  type LabelBasis,
  type LabellingInput,
  type LabelRules,
  type Since,
} from '../labelling';
import type { LabelCosts, Steps, TouchedMembers } from '../lifecycle';
import { allSubjects } from '../metrics';
import {
  leaveOutStrangers,
  readRfmComputed,
  readRfmSettings,
  refreshPersonas,
  refreshQuintiles,
  refreshTiers,
  rememberRfmComputed,
  tierConditions,
} from '../personas';
import { currentFit } from '../scoring';
import { leaveOutOfSegments, readSegments, refreshSegments, type SegmentsInput, type StoredSegment } from '../segments';
import type { Store, WriteGate } from '../store';
import { refreshTags } from '../tags';
import type { Basis } from './labelledBy';
import { tellPast } from './pastLabels';

export interface MemberLabelsOptions {
  store: Store;
  gate: WriteGate;
  settings: Settings;
}

export interface MemberLabelsInput {
  basis: Basis;
  zone: CommunityZone;
  /** Milliseconds. */
  asOf: number;
  /** Instant of the last completed run, milliseconds. */
  lastAsOf: number | null;
  touched: TouchedMembers;
  runId: number;
  mode: 'auto' | 'full' | 'incremental';
  /** Weeks whose sizes of labels are told from facts where there was no run before. */
  past: number;
  costs: LabelCosts;
  steps: Steps;
  checkpoint: () => Promise<void>;
}

export interface MemberLabelsCounts {
  personaChanges: number;
  tierChanges: number;
  quintileChanges: number;
  tagsGiven: number;
  tagsTaken: number;
  segmentsRefreshed: number;
  segmentsEntered: number;
  segmentsLeft: number;
  segmentsFailed: number;
}

/** Where the settings keep what the labels were made by. */
const PRINTS = 'labelPrints';

interface Prints {
  personas?: string;
  tiers?: string;
  tags?: string;
}

/** What decides about conditions besides themselves. */
export async function labelBasis(store: Store, { kinds, print }: Basis, zone: CommunityZone): Promise<LabelBasis> {
  const { utterances, signsOfLife } = kinds;
  return { utterances, signsOfLife, zone: zone.name, scores: print.scores, fit: (await currentFit(store))?.id ?? 0 };
}

/**
 * The labels that follow from conditions, after scores and stages: personas, quintiles and tiers, tags, then segments, which
 * may ask for all of them. Each looks at few members where few can have changed.
 *
 * @returns counts, and whether time alone may change one of these labels before the community's day ends
 */
export async function labelMembers(
  { store, gate, settings }: MemberLabelsOptions,
  { basis, zone, asOf, lastAsOf, touched, runId, mode, past, costs, steps, checkpoint }: MemberLabelsInput,
): Promise<{ counts: MemberLabelsCounts; due: boolean }> {
  const input: LabellingInput = { store, gate, zone, kinds: basis.kinds, asOf, checkpoint };
  const known = await readConditionContext(store);
  const by = await labelBasis(store, basis, zone);
  const since: Since = {
    ...{ lastAsOf, mode, costs, people: await countPeople(input) },
    touched: [...new Set([...touched.keys(), ...(await movedBy(store, runId))])],
  };
  const before = ((await settings.recall(PRINTS)) ?? {}) as Prints;
  const rfm = await readRfmSettings(settings);
  const tiers = tierConditions(rfm, basis.kinds.utterances);
  const personas = await readLabelRules(store, 'persona', known);
  const tags = await readLabelRules(store, 'tag', known);
  const prints: Required<Prints> = {
    personas: labelPrint(meaning(personas), by),
    tiers: labelPrint(tiers, by),
    tags: labelPrint(meaning(tags), by),
  };
  const chosen = (what: keyof Prints, conditions: readonly Condition[]): Promise<Chosen> =>
    before[what] === prints[what] ? chosenFor(input, conditions, since) : Promise.resolve(null);

  const segments = (await readSegments(store)).filter(({ refresh }) => refresh === 'run');
  const isHistory = (memberId: number) => touched.get(memberId)?.history === true;
  const ofSegments = { ...input, runId, known, basis: by, since, isHistory };

  await leaveOutStrangers(input);
  if (lastAsOf === null && past > 0)
    await steps.measure('past', () => tellPast(ofSegments, { personas, tags, rfm, segments }, past));
  const personaChanges = await steps.measure('personas', async () =>
    refreshPersonas(input, personas, await chosen('personas', conditionsOf(personas.rules))),
  );
  const { quintileChanges, tierChanges } = await steps.measure('rfm', async () => ({
    quintileChanges: await quintilesWhenDue({ store, gate, settings }, input, rfm, labelPrint(rfm, by), mode),
    tierChanges: await refreshTiers(input, rfm, await chosen('tiers', conditionsOf(tiers))),
  }));
  const tagged = await steps.measure('tags', async () =>
    refreshTags(input, tags, await chosen('tags', conditionsOf(tags.rules))),
  );
  const refreshed = await steps.measure('segments', () => segmentsOf(ofSegments, segments));
  await settings.remember(PRINTS, prints);
  const asked = [
    ...[...conditionsOf(personas.rules), ...conditionsOf(tiers), ...conditionsOf(tags.rules)],
    ...segments.flatMap(({ condition }) => (condition ? [condition] : [])),
  ];
  return {
    counts: {
      ...{ personaChanges, tierChanges, quintileChanges, tagsGiven: tagged.given, tagsTaken: tagged.taken },
      segmentsRefreshed: refreshed.segments,
      segmentsEntered: refreshed.entered,
      segmentsLeft: refreshed.left,
      segmentsFailed: refreshed.failed,
    },
    due: await changesBeforeMidnight(input, asked),
  };
}

const conditionsOf = (rules: ReadonlyArray<{ condition: Condition }>): Condition[] =>
  rules.map(({ condition }) => condition);

const meaning = ({ rules, broken }: LabelRules) => [
  rules.map(({ to, condition }) => [to, condition]),
  broken.map(({ id, to }) => [id, to]),
];

async function segmentsOf(input: SegmentsInput, segments: readonly StoredSegment[]): Promise<SegmentRunCounts> {
  const left = await leaveOutOfSegments(input);
  const counts = await refreshSegments(input, segments);
  return { ...counts, left: counts.left + left };
}

/** Members whom this run has moved to another stage or placed by their history, which may lie long ago. */
async function movedBy(store: Store, runId: number): Promise<number[]> {
  const rows = await store.select<{ id: number | string }>(
    'SELECT DISTINCT c."memberId" AS "id" FROM {communityStageChanges} AS c WHERE c."runId" = $runId',
    { bind: { runId } },
  );
  return rows.map(({ id }) => Number(id));
}

/** Places among everybody move with everybody: they are computed once a community day, and when what decides them changes. */
async function quintilesWhenDue(
  { settings }: MemberLabelsOptions,
  input: LabellingInput,
  rfm: Awaited<ReturnType<typeof readRfmSettings>>,
  print: string,
  mode: MemberLabelsInput['mode'],
): Promise<number> {
  const day = input.zone.dayNumber(input.asOf);
  const last = await readRfmComputed(settings);
  if (last && last.day === day && last.print === print && mode !== 'full') return 0;
  const { changed, monetary } = await refreshQuintiles(input, rfm);
  await rememberRfmComputed(settings, { at: input.asOf, day, monetary, print });
  return changed;
}

/** Whether somebody's answer to some conditions may change by time alone before the community's day ends. */
async function changesBeforeMidnight(input: LabellingInput, conditions: readonly Condition[]): Promise<boolean> {
  const { store, zone, kinds, asOf } = input;
  const { unbounded, edges } = dependenciesOf(conditions);
  if (unbounded) return true;
  const midnight = zone.dayStart(dayLabel(zone.dayNumber(asOf) + 1));
  // labels are changed by runs, not by time
  const inTime = edges.filter(({ kind }) => kind !== 'label');
  const frame = { store, zone, kinds, asOf: midnight - 1, subjects: allSubjects(store, 'member') };
  const found = edgeMembers(frame, inTime, asOf);
  if (!found) return false;
  const rows = await store.select(`SELECT e."id" FROM (${found.select}) AS e LIMIT 1`, { bind: found.bind });
  return rows.length > 0;
}
