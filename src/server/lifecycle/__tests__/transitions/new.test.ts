import { Story } from '../story';

let story: Story;
beforeAll(async () => {
  story = await Story.begin();
});
afterAll(() => story.end());

test('whoever joins is new, and so is whoever is first seen without a join', async () => {
  await story.live(
    [
      { who: 'Joined', kind: 'join', day: 0.4 },
      { who: 'Spoke', day: 2.5 },
      { who: 'Reacted', kind: 'reaction', day: 3.5 },
    ],
    5,
  );
  expect(await story.stays('Joined')).toEqual([['new', 0]]);
  expect(await story.stays('Spoke')).toEqual([['new', 2]]);
  expect(await story.stays('Reacted')).toEqual([['new', 3]]);
});

test('the change says which rule in which version, and with what numbers', async () => {
  const [change] = await story.services.store.select(
    `SELECT c."from", c."ruleKey", c."ruleVersion", c."evidence" FROM {communityStageChanges} AS c
     JOIN {communityMembers} AS m ON m."id" = c."memberId" WHERE m."displayName" = 'Joined'`,
  );
  expect(change).toMatchObject({ from: null, ruleKey: 'new-first-seen', ruleVersion: 1 });
  const evidence = typeof change.evidence === 'string' ? JSON.parse(change.evidence) : change.evidence;
  expect(evidence).toEqual([
    expect.objectContaining({ path: 'new-first-seen.enter', op: '>=', threshold: 0, met: true }),
  ]);
});

test('bots and the own team carry no stage', async () => {
  await story.tell([
    { who: 'Robot', kind: 'join', day: 5.1 },
    { who: 'Colleague', kind: 'join', day: 5.1 },
  ]);
  const members = story.app.db.getRepository('communityMembers');
  await members.update({ filter: { displayName: 'Robot' }, values: { isBot: true } });
  await members.update({ filter: { displayName: 'Colleague' }, values: { isTeam: true } });
  await story.labels(5.9);
  expect(await story.stays('Robot')).toEqual([]);
  expect((await story.member('Colleague')).stage).toBeNull();
  // who is made one of the team loses the stage
  await members.update({ filter: { displayName: 'Spoke' }, values: { isTeam: true } });
  await story.labels(6.9);
  expect(await story.member('Spoke')).toMatchObject({ stage: null, stageSince: null });
});
