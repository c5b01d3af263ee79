import { serverError } from '../../__tests__/support';
import type { Condition } from '../../../common/conditions';
import { checkCondition } from '../check';
import { problemsOf, problemsWithin, refusedPlace } from '../problems';
import { wordsIn } from './fixtures';

const words = wordsIn('en-US');
const placesOf = (condition: unknown) => checkCondition(condition as Condition, 'enter', words).map(({ path }) => path);
const messages = { metric: 'messages', window: { days: 30 } };

describe('what is missing or impossible', () => {
  test.each<[string, unknown, string[]]>([
    ['an empty group', { all: [] }, ['enter']],
    ['an empty group inside', { any: [{ stage: ['new'] }, { not: { all: [] } }] }, ['enter.any[1].not']],
    ['no metric, no number', { left: { metric: '' }, op: '>', right: NaN }, ['enter.left.metric', 'enter.right']],
    ['an unknown metric', { left: { metric: 'mood' }, op: '>', right: 1 }, ['enter.left.metric']],
    ['a number that was lost on the way', { left: messages, op: '>', right: null }, ['enter.right']],
    ['bounds in the wrong order', { left: messages, op: 'between', right: [5, 3] }, ['enter.right']],
    ['half a range', { left: messages, op: 'between', right: [5, NaN] }, ['enter.right[1]']],
    [
      'days that are none',
      { left: { metric: 'messages', window: { days: 0.5, endingDaysAgo: -1 } }, op: '>', right: 1 },
      ['enter.left.window.days', 'enter.left.window.endingDaysAgo'],
    ],
    ['no kind at all', { left: { ...messages, kinds: [] }, op: '>', right: 1 }, ['enter.left.kinds']],
    ['no group at all', { left: { ...messages, groups: [] }, op: '>', right: 1 }, ['enter.left.groups']],
    [
      'half a ratio',
      { left: { ratio: [messages, { metric: '' }] }, op: '>', right: 1 },
      ['enter.left.ratio[1].metric'],
    ],
    [
      'an average of nothing',
      { left: messages, op: '>', right: { mean: { metric: '' } } },
      ['enter.right.mean.metric'],
    ],
    [
      'a rank beyond 100',
      { left: messages, op: '>', right: { percentile: 101, of: messages } },
      ['enter.right.percentile'],
    ],
    ['no stage', { stage: [] }, ['enter.stage']],
    ['no segment', { segment: '' }, ['enter.segment']],
    ['a share above 1', { hours: { from: 1, to: 2 }, share: 2, window: { days: 7 } }, ['enter.share']],
    ['hours of no length', { hours: { from: 2, to: 2 }, share: 0.5, window: { days: 7 } }, ['enter.hours']],
    ['no condition on a field', { filter: {} }, ['enter.filter']],
    ['a form of another version', { mood: ['good'] }, ['enter']],
  ])('%s', (_, condition, places) => {
    expect(placesOf(condition)).toEqual(places);
  });

  test('is nothing in a complete condition', () => {
    expect(
      placesOf({
        all: [
          { left: messages, op: 'between', right: [3, { mean: messages }] },
          { not: { any: [{ stage: ['new'] }, { segment: 'buyers' }, { filter: { id: { $gt: 1 } } }] } },
          { hours: { from: 22, to: 6 }, share: 0.5, window: { days: 30 } },
        ],
      }),
    ).toEqual([]);
  });
});

describe('what the server refuses', () => {
  test('is found by the path at the head of its sentence, in English and Chinese', () => {
    expect(refusedPlace(serverError(400, 'rules[2].enter.any[0].op: unknown comparison. Allowed: >.'))).toEqual({
      path: 'rules[2].enter.any[0].op',
      text: 'unknown comparison. Allowed: >.',
    });
    expect(refusedPlace(serverError(400, 'rules[0].enter：不允许。'))?.path).toBe('rules[0].enter');
    expect(refusedPlace(serverError(500, 'The database is locked.'))).toBeNull();
    expect(refusedPlace(new Error('Network Error'))).toBeNull();
  });

  test('belongs to a place and to what it is made of, not to a place with a similar name', () => {
    const problems = [
      { path: 'enter.any[1].op', text: '' },
      { path: 'enter.any[10]', text: '' },
      { path: 'enter.any', text: '' },
    ];
    expect(problemsWithin(problems, 'enter.any[1]').map(({ path }) => path)).toEqual(['enter.any[1].op']);
    expect(problemsOf(problems, 'enter', ['enter.any[1]', 'enter.any[10]']).map(({ path }) => path)).toEqual([
      'enter.any',
    ]);
  });
});
