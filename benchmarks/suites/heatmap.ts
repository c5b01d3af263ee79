import { request, startBenchApp } from '../lib/app';
import { median, report, timed, times } from '../lib/report';
import { rowsJson, rowSource } from '../../src/server/store';

const MEMBERS = 100_000;
const GROUPS = 200;
const PER_MEMBER = 5;
const CHUNK = 10_000;

/** The heatmap's answer for 100 members × 200 groups out of a large community, against the host's own list of as many members. */
async function main(): Promise<void> {
  const bench = await startBenchApp();
  const { store, gate } = bench.services;
  const fill = async (
    table: string,
    columns: Record<string, 'int' | 'text' | 'float' | 'instant'>,
    rows: unknown[][],
  ) => {
    const names = Object.keys(columns).map((name) => `"${name}"`);
    for (let i = 0; i < rows.length; i += CHUNK) {
      await gate.run((transaction) =>
        store.execute(
          `INSERT INTO {${table}} (${names.join(', ')}) SELECT ${names.map((n) => `r.${n}`).join(', ')} FROM ${rowSource(store.dialect, 'rows', columns)} AS r`,
          { bind: { rows: rowsJson(rows.slice(i, i + CHUNK) as number[][]) }, transaction },
        ),
      );
    }
  };
  const now = store.instant(Date.parse('2026-11-01T12:00:00Z'));
  await fill(
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
    Array.from({ length: GROUPS }, (_, i) => [
      i + 1,
      'telegram',
      String(-i - 1),
      `Group ${i + 1}`,
      GROUPS - i,
      now,
      now,
    ]),
  );
  await fill(
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
    Array.from({ length: MEMBERS }, (_, i) => [
      i + 1,
      `telegram:${i + 1}`,
      `Member ${i + 1}`,
      'active',
      ((i * 7919) % 1000) / 10,
      now,
      now,
    ]),
  );
  await fill(
    'communityMemberships',
    {
      memberId: 'int',
      groupId: 'int',
      posts: 'int',
      score: 'float',
      level: 'text',
      status: 'text',
      lastActiveAt: 'instant',
    },
    Array.from({ length: MEMBERS * PER_MEMBER }, (_, i) => {
      const member = Math.floor(i / PER_MEMBER);
      return [
        member + 1,
        ((member * 13 + (i % PER_MEMBER) * 37) % GROUPS) + 1,
        i % 50,
        (i * 31) % 100,
        'low',
        'member',
        now,
      ];
    }),
  );
  const warm = async (target: string) => {
    const runs: number[] = [];
    for (let i = 0; i < 9; i += 1) runs.push(await timed(() => request(bench, target)));
    return median(runs.slice(2));
  };
  const groups = Array.from({ length: GROUPS }, (_, i) => i + 1).join(',');
  const list = await warm('communityMembers:list?pageSize=100&sort=-engagementScore');
  const heatmap = await warm(`communityAnalytics:heatmap?pageSize=100&groups=${groups}`);
  report({
    suite: 'heatmap',
    what: `100 × 200 of ${MEMBERS} members, ${MEMBERS * PER_MEMBER} memberships (${store.dialect}), warm`,
    figure: `${Math.round(heatmap)} ms`,
    baseline: `communityMembers:list of 100, ${Math.round(list)} ms`,
    ratio: times(heatmap / list),
    goal: '≤ 300 ms',
    ok: heatmap <= 300,
  });
  await bench.close();
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
