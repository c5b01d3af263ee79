import { dayLabel } from '@community-crm/community-model';
import { unindexed, updateFrom } from '../store';
import { classify, type ClassifyInput } from './classify';
import { isPerson, replayedMembers } from './subjects';

export type ReplayInput = Omit<ClassifyInput, 'origin' | 'stageTable' | 'checkpoint'> & {
  onDay?: (done: number, total: number) => Promise<void> | void;
};

/** Members copied by one transaction. */
const PORTION = 10_000;

/**
 * Places members who have no stage yet (first classification, imported history) by living through their days one by one:
 * each day's rules are evaluated as of its end, for all of them at once, and each step is stamped with that day. Nothing is
 * visible on the members before the last day is done; a replay that was cut off starts again.
 *
 * @returns number of members placed
 */
export async function replay(input: ReplayInput): Promise<number> {
  const { store, zone, asOf } = input;
  const members = await prepare(input);
  if (members.first === null) return 0;
  const firstDay = zone.dayNumber(members.first);
  const lastDay = zone.dayNumber(asOf);
  for (let day = firstDay; day <= lastDay; day += 1) {
    const end = Math.min(zone.dayStart(dayLabel(day + 1)) - 1, asOf);
    await classify({ ...input, asOf: end, origin: () => 'replay', stageTable: replayedMembers(store, end) });
    await input.onDay?.(day - firstDay + 1, lastDay - firstDay + 1);
  }
  await publish(input, members.ranges);
  return members.count;
}

interface Replayed {
  count: number;
  /** Instant at which the first of them was first seen. */
  first: number | null;
  /** Ranges of ids, so that each transaction stays short. */
  ranges: Array<{ from: number; to: number }>;
}

async function prepare({ store, gate, asOf }: ReplayInput): Promise<Replayed> {
  const unplaced = `m."stage" IS NULL AND ${unindexed('m."firstSeenAt"')} <= ${store.instantParam('$asOf')} AND ${isPerson(store, 'm')}`;
  const bind = { asOf: store.instant(asOf) };
  const [row] = await store.select(
    `SELECT COUNT(*) AS "n", MIN(${store.sql.epochMs('m."firstSeenAt"')}) AS "first", MIN(m."id") AS "low", MAX(m."id") AS "high",
       CASE WHEN EXISTS (SELECT 1 FROM {communityReplayStates}) THEN 1 ELSE 0 END AS "left"
     FROM {communityMembers} AS m WHERE ${unplaced}`,
    { bind },
  );
  // what a replay that was cut off has left
  if (Number(row.left)) await forget({ store, gate });
  if (!Number(row.n)) return { count: 0, first: null, ranges: [] };
  const ranges: Replayed['ranges'] = [];
  for (let from = Number(row.low); from <= Number(row.high); from += PORTION)
    ranges.push({ from, to: from + PORTION - 1 });
  for (const range of ranges) {
    await gate.runRedoable(async (transaction) => {
      // changes that an interrupted replay has left behind, or that went before a merge; what was done by hand stays on record
      await store.execute(
        `DELETE FROM {communityStageChanges} WHERE "origin" <> 'manual' AND "memberId" IN (
           SELECT m."id" FROM {communityMembers} AS m WHERE m."id" >= $from AND m."id" <= $to AND ${unplaced})`,
        { bind: { ...bind, ...range }, transaction },
      );
      await store.execute(
        `INSERT INTO {communityReplayStates} ("memberId", "firstSeenAt", "lastActiveAt") SELECT m."id", m."firstSeenAt", m."lastActiveAt"
         FROM {communityMembers} AS m WHERE m."id" >= $from AND m."id" <= $to AND ${unplaced}`,
        { bind: { ...bind, ...range }, transaction },
      );
    });
  }
  return { count: Number(row.n), first: Number(row.first), ranges };
}

/** Shows the result on the members. Who was given a stage meanwhile (by hand) keeps it. */
async function publish({ store, gate }: ReplayInput, ranges: Replayed['ranges']): Promise<void> {
  for (const range of ranges) {
    await gate.runRedoable((transaction) =>
      store.execute(
        updateFrom(store.dialect, {
          table: '{communityMembers}',
          source:
            '(SELECT r."memberId", r."stage", r."stageSince" FROM {communityReplayStates} AS r WHERE r."memberId" >= $from AND r."memberId" <= $to)',
          on: 't."id" = s."memberId"',
          set: { stage: 's."stage"', stageSince: 's."stageSince"' },
          where: 's."stage" IS NOT NULL AND t."stage" IS NULL',
        }),
        { bind: range, transaction },
      ),
    );
  }
  await forget({ store, gate });
}

async function forget({ store, gate }: Pick<ReplayInput, 'store' | 'gate'>): Promise<void> {
  await gate.run((transaction) => store.execute('DELETE FROM {communityReplayStates}', { transaction }));
}
