import { Story, type Deed } from '../story';

let story: Story;
beforeAll(async () => {
  story = await Story.begin();
});
afterAll(() => story.end());

test('a new member becomes active by three messages or three confirmed reads within a week, or by any later sign of life', async () => {
  const joined = (who: string): Deed => ({ who, kind: 'join', day: 0.4 });
  await story.live(
    [
      joined('Talker'),
      { who: 'Talker', day: 1.5 },
      { who: 'Talker', day: 3.5 },
      // the third one, on the seventh day
      { who: 'Talker', day: 6.3 },
      joined('Reader'),
      { who: 'Reader', kind: 'reaction', day: 1.5 },
      { who: 'Reader', kind: 'poll_answer', day: 2.5 },
      { who: 'Reader', kind: 'click', day: 2.6 },
      joined('Quiet'),
      { who: 'Quiet', day: 1.5 },
      { who: 'Quiet', day: 3.5 },
      joined('Late'),
      { who: 'Late', kind: 'reaction', day: 11.5 },
      // back in a group that was left: a sign of life, whereas the first join of another is none
      joined('Returns'),
      { who: 'Returns', kind: 'join', day: 0.5, group: 'Another' },
      { who: 'Returns', kind: 'leave', day: 3.5, group: 'Another' },
      { who: 'Returns', kind: 'join', day: 10.5, group: 'Another' },
      joined('Adds'),
      { who: 'Adds', kind: 'join', day: 10.5, group: 'Another' },
      joined('Silent'),
    ],
    13,
  );
  expect(await story.stays('Talker')).toEqual([
    ['new', 0],
    ['active', 6],
  ]);
  expect(await story.stays('Reader')).toEqual([
    ['new', 0],
    ['active', 2],
  ]);
  // two messages are too few within the first week and enough once it is over, at 7.4
  expect(await story.stays('Quiet')).toEqual([
    ['new', 0],
    ['active', 7],
  ]);
  expect(await story.stays('Late')).toEqual([
    ['new', 0],
    ['active', 11],
  ]);
  expect(await story.stays('Returns')).toEqual([
    ['new', 0],
    ['active', 10],
  ]);
  expect(await story.stays('Adds')).toEqual([['new', 0]]);
  expect(await story.stays('Silent')).toEqual([['new', 0]]);
});
