import { dayLabel, type CommunityZone } from '@community-crm/community-model';
import { EVERYBODY, NOT_A_PERSON } from '../activities';
import { rowsJson, rowSource, type Store, type WriteGate } from '../store';
import type { Pair } from './pairs';
import { planRecount, type Range } from './plan';

/** A part of the facts that was counted again. */
export interface SettledTouch {
  groupId: number;
  memberId: number;
  fromDay: string;
  toDay: string;
  /** Told by an import or another look at the past. */
  history: boolean;
}

export interface NotingLabels {
  store: Store;
  gate: WriteGate;
  zone: CommunityZone;
  /** Milliseconds. */
  now: number;
}

/** Today and so many community days before it are now; what is told of earlier ones comes late and starts nothing. */
const RECENT_DAYS = 1;
/** Members noted by one transaction. */
const PORTION = 5000;
/** The longest day: one on which clocks go back. */
const DAY_MS = 27 * 3_600_000;

/**
 * Notes whose labels have to be looked at, once the facts are right and before their touches are forgotten: after a crash
 * in between the same members are noted once more.
 *
 * @param pairs whose memberships were brought up to date
 * @returns number of members
 */
export async function noteForLabels(
  { store, gate, zone, now }: NotingLabels,
  touches: readonly SettledTouch[],
  pairs: readonly Pair[],
): Promise<number> {
  const recent = dayLabel(zone.dayNumber(now) - RECENT_DAYS);
  const happening = ({ history, toDay }: SettledTouch): boolean => !history && toDay >= recent;
  /** By member: whether nothing but the past is told of it. */
  const notes = new Map<number, boolean>();
  const note = (memberId: number, history: boolean): void => {
    if (memberId !== NOT_A_PERSON) notes.set(memberId, history && (notes.get(memberId) ?? true));
  };
  for (const touch of touches) if (touch.memberId !== EVERYBODY) note(touch.memberId, !happening(touch));
  const ranges = touches.filter(({ memberId }) => memberId === EVERYBODY);
  for (const range of planRecount(ranges.filter(happening)).ranges)
    for (const memberId of await activeIn(store, zone, range)) note(memberId, false);
  const past = new Set(ranges.filter((range) => !happening(range)).map(({ groupId }) => groupId));
  if (past.size) for (const { groupId, memberId } of pairs) if (past.has(groupId)) note(memberId, true);
  await write(store, gate, [...notes]);
  return notes.size;
}

/** Who did or received something in a group's days: a live batch of a busy group touches few of its members. */
async function activeIn(store: Store, zone: CommunityZone, { groupId, fromDay, toDay }: Range): Promise<number[]> {
  const rows = await store.select<{ memberId: number | string }>(
    `SELECT DISTINCT x."memberId" FROM (
       SELECT f."memberId" FROM {communityDailyFacts} AS f WHERE f."groupId" = $groupId AND f."day" >= $fromDay AND f."day" <= $toDay
       UNION ALL SELECT a."memberId" FROM {communityActivities} AS a
         WHERE a."groupId" = $groupId AND a."occurredAt" >= $from AND a."occurredAt" < $to AND a."retracted" = ${store.bool(true)}
     ) AS x`,
    {
      bind: {
        groupId,
        fromDay,
        toDay,
        from: store.instant(zone.dayStart(fromDay)),
        to: store.instant(zone.dayStart(toDay) + DAY_MS),
      },
    },
  );
  return rows.map(({ memberId }) => Number(memberId));
}

async function write(store: Store, gate: WriteGate, notes: ReadonlyArray<[number, boolean]>): Promise<void> {
  const source = rowSource(store.dialect, 'rows', { memberId: 'int', history: 'bool' });
  for (let i = 0; i < notes.length; i += PORTION) {
    await gate.runRedoable((transaction) =>
      store.execute(
        `INSERT INTO {communityLabelTouches} ("memberId", "history", "seen") SELECT r."memberId", r."history", ${store.bool(false)} FROM ${source} AS r`,
        { bind: { rows: rowsJson(notes.slice(i, i + PORTION)) }, transaction },
      ),
    );
  }
}
