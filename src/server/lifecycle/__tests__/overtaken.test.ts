import { DAY, daily, Story } from './story';

const PEOPLE = ['Ann', 'Bea', 'Cem'];

let story: Story;
beforeAll(async () => {
  story = await Story.begin();
  await story.live(
    PEOPLE.flatMap((who) => [{ who, kind: 'join', day: 0.4 }, ...daily({ who }, 0, 4)]),
    19,
  );
});
afterAll(() => story.end());

test('whoever is given a stage between the evaluation and the writing keeps it; the others move', async () => {
  const { store, gate } = story.services;
  let given = false;
  // silent since day 4.5: at risk on day 19, all of them
  const { changed } = await story.labels(20 - 1 / DAY, {
    mode: 'full',
    onProgress: async () => {
      if (given) return;
      given = true;
      await gate.run((transaction) =>
        store.execute(`UPDATE {communityMembers} SET "stage" = 'core' WHERE "displayName" = 'Bea'`, { transaction }),
      );
    },
  });
  expect([given, changed]).toEqual([true, 3]);
  const members = await Promise.all(PEOPLE.map((who) => story.member(who)));
  expect(members.map(({ stage }) => stage)).toEqual(['at_risk', 'core', 'at_risk']);
  const latest = await Promise.all(PEOPLE.map(async (who) => (await story.stays(who)).slice(-1)[0][0]));
  expect(latest).toEqual(['at_risk', 'active', 'at_risk']);
});
