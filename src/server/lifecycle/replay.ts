import { dayLabel } from '@community-crm/community-model';
import { updateFrom } from '../store';
import { classify, type ClassifyInput } from './classify';

export type ReplayInput = Omit<ClassifyInput, 'origin' | 'stageTable'> & {
  onDay?: (done: number, total: number) => Promise<void> | void;
};

const NOT_LABELLED = (store: ReplayInput['store']) =>
  `m."isBot" = ${store.bool(true)} OR m."isTeam" = ${store.bool(true)}`;

/**
 * Places members who have no stage yet (first classification, imported history) by living through their days one by one:
 * each day's rules are evaluated as of its end, for all of them at once, and each step is stamped with that day. Nothing is
 * visible on the members before the last day is done; a replay that was cut off starts again.
 *
 * @returns number of members placed
 */
export async function replay(input: ReplayInput): Promise<number> {
  const { store, gate, zone, asOf } = input;
  const members = await gate.run(async (transaction) => {
    await store.execute('DELETE FROM {communityReplayStates}', { transaction });
    // changes that an interrupted replay has left behind
    await store.execute(
      `DELETE FROM {communityStageChanges} WHERE "memberId" IN (SELECT m."id" FROM {communityMembers} AS m WHERE m."stage" IS NULL)`,
      { transaction },
    );
    await store.execute(
      `INSERT INTO {communityReplayStates} ("memberId", "firstSeenAt", "lastActiveAt") SELECT m."id", m."firstSeenAt", m."lastActiveAt" FROM {communityMembers} AS m
       WHERE m."stage" IS NULL AND m."firstSeenAt" IS NOT NULL AND NOT (${NOT_LABELLED(store)})`,
      { transaction },
    );
    const [row] = await store.select(
      `SELECT COUNT(*) AS "n", MIN(${store.sql.epochMs('r."firstSeenAt"')}) AS "first" FROM {communityReplayStates} AS r`,
      { transaction },
    );
    return { count: Number(row.n), first: row.first === null ? null : Number(row.first) };
  });
  if (members.first === null) return 0;

  const firstDay = zone.dayNumber(members.first);
  const lastDay = zone.dayNumber(asOf);
  for (let day = firstDay; day <= lastDay; day += 1) {
    const end = Math.min(zone.dayStart(dayLabel(day + 1)) - 1, asOf);
    await classify({
      ...input,
      asOf: end,
      origin: 'replay',
      stageTable: {
        subjects: `SELECT r."memberId" AS "id", r."stage", r."stageSince", r."firstSeenAt", r."lastActiveAt" FROM {communityReplayStates} AS r WHERE r."firstSeenAt" <= $seenBy`,
        bind: { seenBy: store.instant(end) },
        table: '{communityReplayStates}',
        key: 'memberId',
      },
    });
    await input.onDay?.(day - firstDay + 1, lastDay - firstDay + 1);
  }
  await gate.run(async (transaction) => {
    await store.execute(
      updateFrom(store.dialect, {
        table: '{communityMembers}',
        source: '(SELECT r."memberId", r."stage", r."stageSince" FROM {communityReplayStates} AS r)',
        on: 't."id" = s."memberId"',
        set: { stage: 's."stage"', stageSince: 's."stageSince"' },
        where: 's."stage" IS NOT NULL',
      }),
      { transaction },
    );
    await store.execute('DELETE FROM {communityReplayStates}', { transaction });
  });
  return members.count;
}
