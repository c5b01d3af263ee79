import type { Services } from '../../src/server/services';
import { asMaintained, fill } from './facts';

const DAY = 86_400_000;
/** Days over which the activities are spread. */
const SPAN = 180;
/** Days after which an activity counts half. */
const HALF_LIFE = 30;

export interface MatrixSize {
  members: number;
  groups: number;
  /** Of the busiest members, who do half of everything. */
  busy: number;
  /** Groups that a busy member and any other is in. */
  busyGroups: number;
  otherGroups: number;
  asOf: number;
}

type Gate = Pick<Services, 'store' | 'gate'>;

/** Members and groups without any activity. */
export async function emptyMatrix(services: Gate, { members, groups, asOf }: MatrixSize): Promise<void> {
  const now = services.store.instant(asOf);
  await fill(
    services,
    'communityGroups',
    {
      id: 'int',
      platform: 'text',
      externalId: 'text',
      title: 'text',
      posts: 'int',
      createdAt: 'instant',
      updatedAt: 'instant',
    },
    Array.from({ length: groups }, (_, i) => [
      i + 1,
      'telegram',
      String(-i - 1),
      `Group ${i + 1}`,
      groups - i,
      now,
      now,
    ]),
  );
  await fill(
    services,
    'communityMembers',
    {
      id: 'int',
      originKey: 'text',
      displayName: 'text',
      stage: 'text',
      engagementScore: 'float',
      createdAt: 'instant',
      updatedAt: 'instant',
    },
    (function* () {
      for (let id = 1; id <= members; id += 1)
        yield [id, `telegram:${id}`, `Member ${(id * 7919) % members}`, 'active', 0, now, now];
    })(),
  );
}

/** Activities number `from` to before `to`: every second one by a busy member, each member going round its groups. */
export async function addActivities(services: Gate, size: MatrixSize, from: number, to: number): Promise<void> {
  const { store } = services;
  const { members, groups, busy, busyGroups, otherGroups, asOf } = size;
  const every = Math.floor(members / busy);
  const group = (member: number, turn: number, step: number) => ((member * 7919 + turn * step) % groups) + 1;
  await fill(
    services,
    'communityActivities',
    {
      kind: 'text',
      occurredAt: 'instant',
      day: 'day',
      hour: 'int',
      isReply: 'bool',
      isForward: 'bool',
      source: 'text',
      externalKey: 'text',
      version: 'int',
      retracted: 'bool',
      memberId: 'int',
      groupId: 'int',
    },
    (function* () {
      for (let i = from; i < to; i += 1) {
        const turn = i >> 1;
        const isBusy = i % 2 === 0;
        const member = isBusy ? every * (1 + (turn % busy)) : 1 + ((turn * 7919) % members);
        const place = isBusy
          ? group(member, Math.floor(turn / busy) % busyGroups, 7)
          : group(member, Math.floor(turn / members) % otherGroups, 37);
        // unevenly spread, the last days the busiest
        const share = ((i * 104_729) % 1_000_003) / 1_000_003;
        const at = asOf - Math.floor(share * share * SPAN * DAY);
        const day = new Date(at).toISOString().slice(0, 10);
        yield ['message', store.instant(at), day, 12, 0, 0, 'bench', `m:${i}`, 1, 0, member, place];
      }
    })(),
  );
}

/** A cell as the facts and scores have it, computed from the activities themselves. */
export function rawCells({ store }: Gate, asOf: number): string {
  const age = `(${asOf} - ${store.sql.epochMs('a."occurredAt"')}) / ${HALF_LIFE * DAY}.0`;
  return `SELECT a."memberId", a."groupId", COUNT(*) AS "posts", SUM(${store.sql.exp2(`-${age}`)}) AS "points",
            MAX(a."occurredAt") AS "lastActiveAt", MIN(a."id") AS "seen"
     FROM {communityActivities} AS a WHERE a."retracted" = ${store.bool(false)} GROUP BY a."memberId", a."groupId"`;
}

/** Memberships and scores as the pipeline leaves them, in the order in which members were first seen in groups. */
export async function settle(services: Gate, asOf: number): Promise<{ cells: number }> {
  const { store, gate } = services;
  const score = `(100.0 * c."points" / (c."points" + 3.0))`;
  const level = `CASE WHEN ${score} < 5 THEN 'none' WHEN ${score} < 30 THEN 'low' WHEN ${score} < 60 THEN 'medium' ELSE 'high' END`;
  await gate.run(async (transaction) => {
    await store.execute('DELETE FROM {communityMemberships}', { transaction });
    await store.execute(
      `INSERT INTO {communityMemberships} ("memberId", "groupId", "posts", "score", "points", "level", "status", "lastActiveAt", "checkedAt")
       SELECT c."memberId", c."groupId", c."posts", ${score}, c."points", ${level}, 'member', c."lastActiveAt", 0
       FROM (${rawCells(services, asOf)}) AS c ORDER BY c."seen"`,
      { transaction },
    );
    await store.execute(
      `UPDATE {communityMembers} SET "engagementScore" = COALESCE(
         (SELECT 100.0 * SUM(x."points") / (SUM(x."points") + 30.0) FROM {communityMemberships} AS x WHERE x."memberId" = {communityMembers}."id"), 0)`,
      { transaction },
    );
  });
  await asMaintained(store);
  const [{ cells }] = await store.select('SELECT COUNT(*) AS "cells" FROM {communityMemberships}');
  return { cells: Number(cells) };
}
