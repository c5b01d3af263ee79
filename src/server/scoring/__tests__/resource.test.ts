import { activityVersion, emptyActivity, type ActivityRecord } from '@community-crm/community-model';
import { waitFor, type Agent, type TestApp } from '@community-crm/host/testing';
import { startServices } from '../../__tests__/startServices';
import type { ScoreExplanation, ScoringAnswer, ScoringDraft, ScoringPreview } from '../../../common/scoring';
import type { Services } from '../../services';

const DAY = 86_400_000;
const NOW = Date.now();

let app: TestApp;
let root: Agent;
let services: Services;
let serial = 0;

function did(by: string, group: number | null, kind: string, daysAgo: number): ActivityRecord {
  serial += 1;
  const at = NOW - daysAgo * DAY - serial;
  const platform = 'telegram';
  return {
    ...emptyActivity({
      source: 'test',
      externalKey: `x:${serial}`,
      version: activityVersion(at, 'import'),
      chat: group === null ? null : { platform, externalId: `-100${group}`, title: `Group ${group}` },
      actor: { platform, externalId: String(Buffer.from(by).readUInt16BE()), displayName: by },
      kind,
      occurredAt: at,
    }),
    textLength: 5,
  };
}
const times = (n: number, record: () => ActivityRecord) => Array.from({ length: n }, record);

const memberId = async (displayName: string): Promise<number> =>
  Number((await app.db.getRepository('communityMembers').findOne({ filter: { displayName } })).get('id'));
const groupId = async (title: string): Promise<number> =>
  Number((await app.db.getRepository('communityGroups').findOne({ filter: { title } })).get('id'));
const explain = async (agent: Agent, query: string): Promise<ScoreExplanation> =>
  (await agent.get(`/api/communityAnalytics:explainScore?${query}`).expect(200)).body.data as ScoreExplanation;
const scoring = async (): Promise<ScoringAnswer> => (await root.get('/api/communityScoring:get').expect(200)).body.data;
const draftOf = ({ version: _version, kinds, ...rest }: ScoringAnswer): ScoringDraft => ({
  ...rest,
  kinds: kinds.map(({ key, weight, dailyCap }) => ({ key, weight, dailyCap })),
});
const preview = async (draft: ScoringDraft): Promise<ScoringPreview> =>
  (await root.post('/api/communityScoring:preview').send(draft).expect(200)).body.data as ScoringPreview;
const finished = (run: number) =>
  waitFor(async () => {
    const row = await app.db.getRepository('communityRuns').findOne({ filterByTk: run });
    return ['succeeded', 'failed'].includes(String(row?.get('state'))) ? row : null;
  }, 60_000);

beforeAll(async () => {
  ({ app, services } = await startServices());
  root = await app.asRoot();
  await services.writer.write([
    ...times(30, () => did('Ann', 1, 'message', 0)),
    ...times(3, () => did('Ann', 1, 'message', 30)),
    ...times(2, () => did('Ann', 2, 'reply', 1)),
    ...times(4, () => did('Bob', 2, 'reaction', 0)),
    ...times(1, () => did('Cid', 1, 'purchase', 2)),
    ...times(1, () => did('Dora', 1, 'join', 2)),
  ]);
  const { body } = await root.post('/api/communityLifecycle:run').expect(200);
  expect((await finished(body.data.id as number))?.get('error')).toBeNull();
});
afterAll(() => app?.close());

describe('a score is explained', () => {
  test('term by term: they add up to what is stored', async () => {
    const ann = await memberId('Ann');
    const answer = await explain(root, `member=${ann}`);
    expect(
      answer.terms.map(({ group, kind, count, days, cappedDays }) => [group?.title, kind, count, days, cappedDays]),
    ).toEqual([
      ['Group 1', 'message', 33, 2, 1],
      ['Group 2', 'reply', 2, 1, 0],
    ]);
    // 20 by the cap, 3 faded by half, and 3 of yesterday
    const { halfLifeDays } = answer.profile;
    expect(answer.points).toBeCloseTo(20 + 3 * 2 ** (-30 / halfLifeDays) + 3 * 2 ** (-1 / halfLifeDays), 9);
    expect(answer.terms.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(answer.points, 12);
    expect(answer.byDay.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(answer.points, 9);
    expect(answer.terms.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(answer).not.toHaveProperty('partial');
    const [member] = await services.store.select(
      'SELECT m."engagementScore" FROM {communityMembers} AS m WHERE m."id" = $ann',
      { bind: { ann } },
    );
    expect(answer.score).toBe(Number(member.engagementScore));
    const [{ points }] = await services.store.select(
      'SELECT SUM(g."points") AS "points" FROM {communityMemberships} AS g WHERE g."memberId" = $ann',
      { bind: { ann } },
    );
    const { landmarkDay } = await app.db
      .getRepository('communityScoringProfiles')
      .findOne({ filter: { active: true } })
      .then((row) => row.toJSON() as { landmarkDay: number });
    const zone = await services.settings.zone();
    const today = zone.dayNumber(answer.asOf);
    const shown = Number(points) * 2 ** (-(today + 0.5 - landmarkDay) / halfLifeDays);
    expect(Math.abs(shown - answer.points)).toBeLessThan(1e-9 * answer.points);
  });

  test('with shipped kinds in the language of whoever asks, and renamed ones as they are', async () => {
    const titles = async (): Promise<string[]> => {
      const query = root.get(`/api/communityAnalytics:explainScore?member=${await memberId('Ann')}`);
      const { body } = await query.set('X-Locale', 'zh-CN').expect(200);
      return (body.data as ScoreExplanation).terms.map(({ title }) => title);
    };
    const rename = (title: string) =>
      app.db.getRepository('communityKinds').update({ filter: { key: 'reply' }, values: { title } });
    expect(await titles()).toEqual(['消息', '回复']);
    await rename('Answer');
    expect(await titles()).toEqual(['消息', 'Answer']);
    await rename('Reply');
  });

  test('of one membership, and of somebody who did nothing that counts', async () => {
    const [ann, dora, group] = [await memberId('Ann'), await memberId('Dora'), await groupId('Group 2')];
    const answer = await explain(root, `member=${ann}&group=${group}`);
    expect(answer.terms.map(({ kind }) => kind)).toEqual(['reply']);
    const [row] = await services.store.select(
      'SELECT g."score" FROM {communityMemberships} AS g WHERE g."memberId" = $ann AND g."groupId" = $group',
      { bind: { ann, group } },
    );
    expect(answer.score).toBe(Number(row.score));
    expect(await explain(root, `member=${dora}`)).toMatchObject({ score: 0, points: 0, terms: [], byDay: [] });
  });

  test('within the data scope of the one who asks: what lies outside is neither named nor summed', async () => {
    const [ann, bob] = [await memberId('Ann'), await memberId('Bob')];
    const { agent } = await app.createScopedRole({
      view: { communityMembers: { displayName: 'Ann' }, communityGroups: { title: 'Group 2' } },
    });
    const answer = await explain(agent, `member=${ann}`);
    expect(answer.terms.map(({ group, kind }) => [group?.title, kind])).toEqual([['Group 2', 'reply']]);
    expect(answer.points).toBeCloseTo(answer.terms[0].points, 12);
    expect(answer.byDay).toHaveLength(1);
    expect(answer.partial).toBe(true);
    const hidden = await explain(agent, `member=${ann}&group=${await groupId('Group 1')}`);
    expect(hidden).toMatchObject({ score: 0, terms: [] });
    const refused = await agent.get(`/api/communityAnalytics:explainScore?member=${bob}`);
    expect(refused.status).toBe(404);
    expect(refused.body.errors[0].code).toBe('MEMBER_NOT_FOUND');
    const { agent: nobody } = await app.createScopedRole({ view: {} });
    await nobody.get(`/api/communityAnalytics:explainScore?member=${ann}`).expect(403);
  });
});

describe('a draft is previewed', () => {
  test('who would rise and fall, and nothing is written', async () => {
    const before = await scoring();
    const same = await preview(draftOf(before));
    expect(same).toMatchObject({ rise: 0, fall: 0, risers: [], fallers: [] });
    expect(same.same).toBe(same.members);
    expect(same.members).toBe(4);
    const draft = draftOf(before);
    for (const kind of draft.kinds) {
      if (kind.key === 'reaction') Object.assign(kind, { weight: 10, dailyCap: null });
      if (kind.key === 'message') Object.assign(kind, { weight: 0.1 });
    }
    const answer = await preview(draft);
    expect(answer).toMatchObject({ rise: 1, fall: 1, same: 2 });
    expect(answer.risers).toMatchObject([{ name: 'Bob', now: expect.any(Number) as number }]);
    expect(answer.fallers).toMatchObject([{ name: 'Ann' }]);
    expect(answer.risers[0].draft).toBeCloseTo(100 * (1 - 2 ** (-40 / before.pointsForHalf)), 0);
    expect(answer.levels.reduce((sum, { now }) => sum + now, 0)).toBe(4);
    expect(answer.levels.reduce((sum, level) => sum + level.draft, 0)).toBe(4);
    expect(await scoring()).toEqual(before);
  });

  test('other thresholds move levels, not scores', async () => {
    const draft = { ...draftOf(await scoring()), mediumFrom: 1, highFrom: 99 };
    const answer = await preview(draft);
    expect(answer).toMatchObject({ rise: 0, fall: 0 });
    expect(answer.levels.find(({ level }) => level === 'medium')?.draft).toBe(3);
  });

  test('a caller sees and counts only members in scope', async () => {
    const { agent } = await app.createScopedRole({
      view: { communityMembers: { displayName: 'Bob' } },
      snippets: ['pm.telegram-community'],
    });
    const draft = { ...draftOf(await scoring()), pointsForHalf: 5 };
    const { body, status } = await agent.post('/api/communityScoring:preview').send(draft);
    expect([status, body.data?.members, body.data?.risers?.length]).toEqual([200, 1, 1]);
  });
});

describe('a draft is saved', () => {
  test('as the next version, and scores follow', async () => {
    const before = await scoring();
    const draft = draftOf(before);
    draft.halfLifeDays = 10;
    for (const kind of draft.kinds) if (kind.key === 'message') Object.assign(kind, { weight: 2, dailyCap: 100 });
    const promised = (await preview(draft)).risers.find(({ name }) => name === 'Ann');
    const { body } = await root.post('/api/communityScoring:save').send(draft).expect(200);
    expect(body.data).toMatchObject({ version: before.version + 1, halfLifeDays: 10 });
    expect((await finished(body.data.run as number))?.get('state')).toBe('succeeded');
    expect(draftOf(await scoring())).toEqual(draft);
    const ann = await app.db.getRepository('communityMembers').findOne({ filter: { displayName: 'Ann' } });
    expect(Number(ann.get('engagementScore'))).toBe(promised?.draft);
    await root.post('/api/communityScoring:save').send(draftOf(before)).expect(200);
  });

  test('what makes no sense is refused, by name', async () => {
    const right = draftOf(await scoring());
    const kinds = (over: object) => ({ kinds: [{ key: 'message', weight: 1, dailyCap: 20, ...over }] });
    const cases: Array<[object, string]> = [
      [{ halfLifeDays: 0.5 }, 'halfLifeDays: 0.5 is not allowed.'],
      [{ halfLifeDays: '30' }, 'halfLifeDays: 30 is not allowed.'],
      [{ halfLifeDays: null }, 'halfLifeDays: null is not allowed.'],
      [{ pointsForHalf: 0 }, 'pointsForHalf: 0 is not allowed.'],
      [{ mediumFrom: 0 }, 'mediumFrom: 0 is not allowed.'],
      [{ highFrom: 100 }, 'highFrom: 100 is not allowed.'],
      [{ mediumFrom: 60, highFrom: 60 }, 'highFrom: 60 is not allowed.'],
      [{ sessionGapMinutes: 1.5 }, 'sessionGapMinutes: 1.5 is not allowed.'],
      [{ kinds: {} }, 'kinds: {} is not allowed.'],
      [kinds({ key: 'nonsense' }), 'kinds[0].key: nonsense is not allowed.'],
      [kinds({ weight: -1 }), 'kinds[0].weight: -1 is not allowed.'],
      [kinds({ weight: '1e999' }), 'kinds[0].weight: 1e999 is not allowed.'],
      [kinds({ dailyCap: -5 }), 'kinds[0].dailyCap: -5 is not allowed.'],
      [kinds({ dailyCap: 0 }), 'kinds[0].dailyCap: 0 is not allowed.'],
      [{ kinds: [...kinds({}).kinds, ...kinds({}).kinds] }, 'kinds[1].key: message is not allowed.'],
    ];
    for (const [over, sentence] of cases)
      for (const action of ['save', 'preview']) {
        const { status, body } = await root.post(`/api/communityScoring:${action}`).send({ ...right, ...over });
        expect([status, body.errors?.[0]?.message]).toEqual([400, expect.stringContaining(sentence)]);
      }
    expect(draftOf(await scoring())).toEqual(right);
  });

  test('only by those who may change the settings', async () => {
    const { agent } = await app.createScopedRole({ view: { communityMembers: {} } });
    await agent.get('/api/communityScoring:get').expect(403);
    await agent.post('/api/communityScoring:save').send({}).expect(403);
  });
});
