import { ConditionError, parseCondition, relax, type ConditionContext } from '..';
import type { FieldInfo, Fields } from '../filter/fields';

const FIELDS: Record<string, Record<string, FieldInfo>> = {
  communityMembers: {
    displayName: { form: 'text', closed: false },
    engagementScore: { form: 'number', closed: false },
    isBot: { form: 'boolean', closed: false },
    firstSeenAt: { form: 'instant', closed: false },
    profile: { form: 'document', closed: false },
    interests: { form: 'list', closed: false },
    originKey: { form: 'text', closed: true },
    memberships: { form: 'relation', target: 'communityMemberships', closed: false },
  },
  communityMemberships: { level: { form: 'text', closed: false } },
};

const fields: Fields = {
  root: 'communityMembers',
  field: (collection, name) => FIELDS[collection]?.[name] ?? null,
  names: (collection) => Object.keys(FIELDS[collection] ?? {}),
};

const context: ConditionContext = {
  labels: { stage: ['new', 'active', 'core'], tag: ['vip'] },
  kinds: ['message', 'purchase'],
  fields,
};

const messages = { metric: 'messages' };
const many = { left: messages, op: '>=', right: 3 };
const compared = (left: unknown, op: unknown = '>=', right: unknown = 3) => ({ left, op, right });
const filtered = (filter: unknown) => ({ filter });
const inHours = (hours: unknown, share: unknown = 0.5, window: unknown = { days: 30 }) => ({ hours, share, window });
const nested = (levels: number): unknown => (levels ? { not: nested(levels - 1) } : many);
const day = { from: 9, to: 17 };

const WRONG: Array<[what: string, condition: unknown, path: string]> = [
  ['nothing', undefined, 'c'],
  ['null', null, 'c'],
  ['a text', 'all members', 'c'],
  ['SQL', '1=1; DROP TABLE users', 'c'],
  ['a list', [many], 'c'],
  ['an empty object', {}, 'c'],
  ['an unknown form', { some: [many] }, 'c'],
  ['a form and a foreign key', { all: [many], title: 'x' }, 'c'],
  ['two forms at once', { all: [many], any: [many] }, 'c'],
  ['an empty all', { all: [] }, 'c.all'],
  ['an empty any', { any: [] }, 'c.any'],
  ['an all that is no list', { all: many }, 'c.all'],
  ['a null within', { all: [many, null] }, 'c.all[1]'],
  [
    'something wrong deep inside',
    { any: [{ not: { all: [many, { left: messages, op: '=>', right: 1 }] } }] },
    'c.any[0].not.all[1].op',
  ],
  ['thirteen levels', nested(13), `c${'.not'.repeat(13)}`],
  ['101 branches', { any: Array.from({ length: 101 }, () => many) }, 'c.any'],
  [
    '201 leaves',
    { any: Array.from({ length: 3 }, () => ({ any: Array.from({ length: 67 }, () => many) })) },
    'c.any[2].any[66]',
  ],
  ['no operator', { left: messages, right: 3 }, 'c'],
  ['an unknown operator', compared(messages, 'LIKE'), 'c.op'],
  ['an operator that is no text', compared(messages, 5), 'c.op'],
  ['SQL as an operator', compared(messages, '> 0 OR 1 ='), 'c.op'],
  ['no right side', { left: messages, op: '>' }, 'c'],
  ['a text as a number', compared(messages, '>', '3'), 'c.right'],
  ['infinity', compared(messages, '>', Infinity), 'c.right'],
  ['not a number', compared(messages, '>', NaN), 'c.right'],
  ['an unknown metric', compared({ metric: 'likes' }), 'c.left.metric'],
  ['a metric from the prototype', compared({ metric: 'constructor' }), 'c.left.metric'],
  ['SQL as a metric', compared({ metric: 'messages" FROM x --' }), 'c.left.metric'],
  ['a metric with a foreign key', compared({ metric: 'messages', where: '1=1' }), 'c.left'],
  ['a value without a metric', compared({ kinds: ['message'] }), 'c.left'],
  ['between without a pair', compared(messages, 'between', 3), 'c.right'],
  ['between with three values', compared(messages, 'between', [1, 2, 3]), 'c.right'],
  ['between the wrong way round', compared(messages, 'between', [5, 2]), 'c.right'],
  ['between with a text', compared(messages, 'between', [1, 'x']), 'c.right[1]'],
  ['two numbers', compared(1, '<', 2), 'c'],
  ['a value with itself', compared(messages, '>', { metric: 'messages' }), 'c'],
  ['an unknown kind', compared({ metric: 'messages', kinds: ['message', 'poke'] }), 'c.left.kinds[1]'],
  ['no kind', compared({ metric: 'messages', kinds: [] }), 'c.left.kinds'],
  ['a kind twice', compared({ metric: 'messages', kinds: ['message', 'message'] }), 'c.left.kinds[1]'],
  ['kinds where there is only one', compared({ metric: 'clicks', kinds: ['message'] }), 'c.left.kinds'],
  ['a group that is no id', compared({ metric: 'messages', groups: ['1 OR 1=1'] }), 'c.left.groups[0]'],
  ['a fraction as a group', compared({ metric: 'messages', groups: [1.5] }), 'c.left.groups[0]'],
  ['a group where it makes no sense', compared({ metric: 'daysInStage', groups: ['1'] }), 'c.left.groups'],
  ['a window where it makes no sense', compared({ metric: 'daysSinceLast', window: { days: 7 } }), 'c.left.window'],
  ['a window of no days', compared({ metric: 'messages', window: { days: 0 } }), 'c.left.window.days'],
  ['a window of half a day', compared({ metric: 'messages', window: { days: 0.5 } }), 'c.left.window.days'],
  ['a window of 11 years', compared({ metric: 'messages', window: { days: 4000 } }), 'c.left.window.days'],
  [
    'a window that ends tomorrow',
    compared({ metric: 'messages', window: { days: 7, endingDaysAgo: -1 } }),
    'c.left.window.endingDaysAgo',
  ],
  ['a window in weeks', compared({ metric: 'messages', window: { weeks: 2 } }), 'c.left.window'],
  ['a ratio of one', compared({ ratio: [messages] }), 'c.left.ratio'],
  ['a ratio to nothing', compared({ ratio: [messages, 0] }), 'c.left.ratio[1]'],
  ['a ratio of numbers', compared({ ratio: [1, 2] }, '>', messages), 'c.left.ratio'],
  ['a mean of a number', compared({ mean: 4 }), 'c.left.mean'],
  ['a mean of a mean', compared({ mean: { mean: messages } }), 'c.left.mean'],
  ['a percentile above 100', compared({ percentile: 101, of: messages }), 'c.left.percentile'],
  ['a percentile of nothing', compared({ percentile: 50 }), 'c.left'],
  [
    'a percentile of a ratio with a mean',
    compared({ percentile: 50, of: { ratio: [messages, { mean: messages }] } }),
    'c.left.of',
  ],
  [
    'a ratio of ratios of ratios of …',
    compared({ ratio: [{ ratio: [{ ratio: [{ ratio: [{ ratio: [messages, messages] }, 2] }, 2] }, 2] }, 2] }),
    'c.left.ratio[0].ratio[0].ratio[0].ratio[0].ratio[0]',
  ],
  ['fewer than no messages', compared(messages, '<', 0), 'c'],
  ['a share above one', compared({ metric: 'peakShare' }, '>', 1), 'c'],
  ['a score above 100', compared({ metric: 'score' }, '>', 100), 'c'],
  ['eight active days of seven', compared({ metric: 'activeDays', window: { days: 7 } }, '>=', 8), 'c'],
  [
    'more than five and fewer than three',
    { all: [compared(messages, '>', 5), many, compared(messages, '<', 3)] },
    'c.all[2]',
  ],
  [
    'three and not fewer than four, the other way round',
    { all: [compared(messages, '=', 3), compared(4, '<=', messages)] },
    'c.all[1]',
  ],
  ['two stages at once', { all: [{ stage: ['new'] }, { all: [{ stage: ['active', 'core'] }] }] }, 'c.all[1].all[0]'],
  ['an unknown stage', { stage: ['new', 'asleep'] }, 'c.stage[1]'],
  ['no stage', { stage: [] }, 'c.stage'],
  ['a stage that is no list', { stage: 'new' }, 'c.stage'],
  ['a number as a stage', { stage: [1] }, 'c.stage[0]'],
  ['an unknown tag', { tag: ['spam'] }, 'c.tag[0]'],
  ['a persona before there are any', { persona: ['regular'] }, 'c.persona[0]'],
  ['an interest before there are any', { interest: ['music'] }, 'c.interest[0]'],
  ['a segment before there are any', { segment: 'whales' }, 'c.segment'],
  ['a segment that is a list', { segment: ['whales'] }, 'c.segment[0]'],
  ['hour 24', inHours({ from: 24, to: 3 }), 'c.hours.from'],
  ['until hour 0', inHours({ from: 20, to: 0 }), 'c.hours.to'],
  ['no hour at all', inHours({ from: 8, to: 8 }), 'c.hours'],
  ['weekday 0', inHours({ ...day, weekdays: [0] }), 'c.hours.weekdays[0]'],
  ['a weekday twice', inHours({ ...day, weekdays: [6, 6] }), 'c.hours.weekdays[1]'],
  ['half past nine', inHours({ from: 9.5, to: 17 }), 'c.hours.from'],
  ['more than all', inHours(day, 1.5), 'c.share'],
  ['a share of nothing', inHours(day, 0), 'c.share'],
  ['hours without a window', { hours: day, share: 0.5 }, 'c'],
  ['hours with a window that ends earlier', inHours(day, 0.5, { days: 7, endingDaysAgo: 1 }), 'c.window'],
  ['an empty filter', filtered({}), 'c.filter'],
  ['a filter that is a text', filtered('isBot = true'), 'c.filter'],
  ['an unknown field', filtered({ wealth: { $gt: 5 } }), 'c.filter.wealth'],
  ['a secret field', filtered({ originKey: { $includes: 'a' } }), 'c.filter.originKey'],
  ['an unknown field of a relation', filtered({ 'memberships.token': { $eq: 'x' } }), 'c.filter.memberships.token'],
  [
    'a field of something that is no relation',
    filtered({ 'displayName.length': { $eq: 1 } }),
    'c.filter.displayName.length',
  ],
  ['a relation compared with a value', filtered({ memberships: 5 }), 'c.filter.memberships'],
  ['an unknown operator in a filter', filtered({ displayName: { $regexp: '.*' } }), 'c.filter.displayName.$regexp'],
  [
    'an operator of another kind of field',
    filtered({ engagementScore: { $includes: '1' } }),
    'c.filter.engagementScore.$includes',
  ],
  ['SQL by the host itself', filtered({ displayName: { $literal: '1=1' } }), 'c.filter.displayName.$literal'],
  ['a text for a number', filtered({ engagementScore: { $gt: '1 OR 1=1' } }), 'c.filter.engagementScore.$gt'],
  ['an object as a value', filtered({ displayName: { $eq: { $col: 'email' } } }), 'c.filter.displayName.$eq'],
  [
    'a quote in an item of a list',
    filtered({ interests: { $anyOf: ["') OR 1=1 --"] } }),
    'c.filter.interests.$anyOf[0]',
  ],
  ['a date that is none', filtered({ firstSeenAt: { $dateAfter: 'last summer' } }), 'c.filter.firstSeenAt.$dateAfter'],
  [
    'an unknown relative date',
    filtered({ firstSeenAt: { $dateOn: { type: 'someday' } } }),
    'c.filter.firstSeenAt.$dateOn',
  ],
  [
    'a variable of a signed-in user',
    filtered({ displayName: { $eq: '{{$user.nickname}}' } }),
    'c.filter.displayName.$eq',
  ],
  ['an empty $and', filtered({ $and: [] }), 'c.filter.$and'],
  [
    'something wrong within $or',
    filtered({ $or: [{ isBot: { $isTruly: true } }, { isBot: { $eq: 'yes' } }] }),
    'c.filter.$or[1].isBot.$eq',
  ],
];

/** The error of a condition that must be refused. */
function refusal(condition: unknown, known: ConditionContext | string[] = context): ConditionError {
  try {
    parseCondition(condition, known, 'c');
  } catch (error) {
    if (error instanceof ConditionError) return error;
    throw error;
  }
  throw new Error(`Not refused: ${JSON.stringify(condition)}`);
}

describe('what is wrong is refused, with the place and what is allowed there', () => {
  test.each(WRONG)('%s', (_what, condition, path) => {
    const error = refusal(condition);
    expect(error.path).toBe(path);
    expect(error.problem).not.toMatch(/\{\{\w|undefined/);
    expect(error.allowed).not.toMatch(/\{\{\w|undefined|^$/);
    expect(error.message).toBe(`${path}: ${error.problem}. Allowed: ${error.allowed}.`);
  });

  test('there are at least sixty of them', () => expect(WRONG.length).toBeGreaterThanOrEqual(60));

  test('what is allowed depends on what the rule is about', () => {
    const of = (subject: ConditionContext['subject']): ConditionContext => ({ ...context, subject });
    expect(refusal(compared({ metric: 'daysInStage' }), of('group')).path).toBe('c.left.metric');
    expect(refusal({ stage: ['new'] }, of('group')).path).toBe('c');
    expect(refusal(compared({ metric: 'messages', groups: ['1'] }), of('membership')).path).toBe('c.left.groups');
    expect(refusal(filtered({ isBot: { $isTruly: true } }), ['new']).path).toBe('c.filter');
  });

  test('the two halves of the sentence can be told in another language', () => {
    const error = refusal(compared(messages, '=>'));
    const told = error.told((text, values) => `«${text}» ${Object.keys(values).join()}`);
    expect(told).toEqual({
      path: 'c.op',
      problem: '«unknown comparison {{value}}» value,allowed',
      allowed: '«{{allowed}}» value,allowed',
    });
  });
});

describe('what is right comes back as it was', () => {
  const RIGHT: unknown[] = [
    many,
    {
      all: [
        { stage: ['new', 'core'] },
        { not: { tag: ['vip'] } },
        { any: [many, compared({ metric: 'amountSpent', window: { days: 90 } })] },
      ],
    },
    compared({ ratio: [{ metric: 'replies' }, messages] }, '>=', 0.5),
    compared({ metric: 'messages', kinds: ['purchase'], groups: ['7'], window: { days: 30, endingDaysAgo: 30 } }),
    compared(messages, '>', { percentile: 90, of: messages }),
    compared(messages, 'between', [{ mean: messages }, 500]),
    inHours({ from: 22, to: 6, weekdays: [6, 7] }, 0.8),
    filtered({
      $and: [
        { displayName: { $includes: 'a"b\'c {x} $y' } },
        { $or: [{ 'memberships.level': 'high' }, { memberships: { level: { $in: ['low'] } } }] },
      ],
    }),
    filtered({ firstSeenAt: { $dateBetween: ['2026-01-01', '2026-02-01'] }, 'memberships.$exists': true }),
    filtered({ firstSeenAt: { $dateOn: { type: 'past', number: 3, unit: 'month' } } }),
    filtered({ engagementScore: { $gt: 5, $notEmpty: true } }),
  ];
  test.each(RIGHT.map((condition) => [JSON.stringify(condition), condition]))('%s', (_text, condition) => {
    expect(parseCondition(condition, context)).toEqual(condition);
  });

  test('a list of stages still stands for what is known', () => {
    expect(parseCondition({ stage: ['asleep'] }, ['asleep'])).toEqual({ stage: ['asleep'] });
  });
});

describe('what keeps a label by default is what gave it, a tenth easier', () => {
  const eased = (condition: unknown) => relax(parseCondition(condition, context));

  test('thresholds of ten and more move, smaller ones do not', () => {
    expect(eased(compared(messages, '>=', 50))).toEqual(compared(messages, '>=', 45));
    expect(eased(compared(messages, '<', 45))).toEqual(compared(messages, '<', 50));
    expect(eased(compared(messages, '>', 9))).toEqual(compared(messages, '>', 9));
    expect(eased(compared(messages, '=', 50))).toEqual(compared(messages, '=', 50));
  });

  test('on whichever side they stand, and both of a range', () => {
    expect(eased(compared(50, '<=', messages))).toEqual(compared(45, '<=', messages));
    expect(eased(compared(messages, 'between', [20, 90]))).toEqual(compared(messages, 'between', [18, 100]));
  });

  test('what has no threshold, and what stands under a negation, stays', () => {
    const kept = {
      all: [
        { not: compared(messages, '>', 50) },
        { tag: ['vip'] },
        inHours(day),
        compared(messages, '>', { mean: messages }),
      ],
    };
    expect(eased(kept)).toEqual(kept);
    expect(eased({ any: [{ all: [compared(messages, '>', 100)] }] })).toEqual({
      any: [{ all: [compared(messages, '>', 90)] }],
    });
  });
});
