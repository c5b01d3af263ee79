import type { Condition } from '../../../common/conditions';
import { conditionText, evidenceText } from '../words';
import { METRIC_MESSAGES } from '../words/metricMessages';
import { wordsIn } from './fixtures';

const english = wordsIn('en-US');
const chinese = wordsIn('zh-CN');

const over = (metric: string, days?: number, more: object = {}) => ({
  metric,
  ...(days ? { window: { days } } : {}),
  ...more,
});

const SENTENCES: Array<[Condition, string, string]> = [
  [
    { left: over('activeDays', 30), op: '>', right: 20 },
    'active on more than 20 days in the last 30 days',
    '最近 30 天内有超过 20 天活跃',
  ],
  [
    { left: over('messages', 8), op: '>=', right: 1 },
    'sent at least 1 message in the last 8 days',
    '最近 8 天内发送了至少 1 条消息',
  ],
  [
    { left: over('messages', 15), op: '=', right: 0 },
    'sent no messages in the last 15 days',
    '最近 15 天内发送了 0 条消息',
  ],
  [{ left: over('messages', 1), op: '<', right: 5 }, 'sent fewer than 5 messages today', '今天发送了少于 5 条消息'],
  [
    { left: over('messages'), op: 'between', right: [3, 10] },
    'sent 3 to 10 messages so far',
    '迄今发送了 3 至 10 条消息',
  ],
  [
    { left: over('messages', 30, { window: { days: 30, endingDaysAgo: 30 } }), op: '>', right: 5 },
    'sent more than 5 messages in the 30 days up to 30 days ago',
    '截至 30 天前的 30 天内发送了超过 5 条消息',
  ],
  [
    { left: over('messages', 7, { window: { days: 1, endingDaysAgo: 1 } }), op: '<=', right: 2 },
    'sent at most 2 messages yesterday',
    '昨天发送了至多 2 条消息',
  ],
  [
    { left: over('messages', 30, { groups: ['7'] }), op: '>=', right: 3 },
    'sent at least 3 messages in the last 30 days (only Readers)',
    '最近 30 天内发送了至少 3 条消息（仅限读者群）',
  ],
  [{ left: over('purchases', 90), op: '=', right: 0 }, 'bought 0 times in the last 90 days', '最近 90 天内购买了 0 次'],
  [
    { left: over('amountSpent', 90), op: '>=', right: 1000 },
    'spent at least 1,000 in the last 90 days',
    '最近 90 天内消费至少 1,000',
  ],
  [
    { left: over('daysSinceLast', undefined, { kinds: ['message', 'click'] }), op: '>=', right: 15 },
    'last sign of life at least 15 days ago (only Message and Click)',
    '距上次活动至少 15 天（仅限消息和点击）',
  ],
  [
    { left: over('daysSinceLast'), op: '<', right: 15 },
    'last sign of life less than 15 days ago',
    '距上次活动不到 15 天',
  ],
  [
    { left: over('daysInStage'), op: '>=', right: 30 },
    'in the present stage for at least 30 days',
    '处于当前阶段至少 30 天',
  ],
  [
    { left: over('messages', 7), op: '!=', right: 4 },
    'messages in the last 7 days: not 4',
    '最近 7 天内的消息数不等于 4',
  ],
  [
    { left: over('peakShare', 90), op: '>', right: 0.8 },
    'share of the busiest week in the last 90 days: more than 80%',
    '最近 90 天内的 share of the busiest week 超过 80%',
  ],
  [
    { left: over('messages', 30), op: '>', right: { mean: over('messages', 30) } },
    'messages in the last 30 days above the average of all',
    '最近 30 天内的消息数高于全体平均值',
  ],
  [
    { left: over('messages', 30), op: '>=', right: { percentile: 90, of: over('messages', 7) } },
    'messages in the last 30 days not below percentile 90 of all, messages in the last 7 days',
    '最近 30 天内的消息数不低于全体最近 7 天内的消息数的第 90 百分位',
  ],
  [
    { left: { ratio: [over('messages', 7), over('messages', 30)] }, op: '<', right: 0.1 },
    'ratio of messages in the last 7 days to messages in the last 30 days: less than 0.1',
    '最近 7 天内的消息数与最近 30 天内的消息数之比不到 0.1',
  ],
  [
    { left: over('daysSinceLast'), op: '<', right: over('daysInStage') },
    'days since the last sign of life below days in the stage',
    'days since the last sign of life 低于 days in the stage',
  ],
  [
    { left: over('messages', 7), op: 'between', right: [1, { percentile: 50, of: over('messages', 7) }] },
    'messages in the last 7 days between 1 and percentile 50 of all',
    '最近 7 天内的消息数介于 1 与全体的第 50 百分位之间',
  ],
  [{ stage: ['new', 'active'] }, 'in stage New member or Active', '处于新用户或活跃阶段'],
  [{ tag: ['vip'] }, 'has the tag VIP', '带有标签贵宾'],
  [{ persona: ['silent'] }, 'has the persona Silent observer', '画像为潜伏者'],
  [{ tier: ['gold'] }, 'in value tier Gold', '价值层级为金牌'],
  [{ interest: ['tea'] }, 'interested in tea', '对 tea 感兴趣'],
  [{ segment: 'buyers' }, 'in the segment "Buyers"', '属于分群“买家”'],
  [
    { hours: { from: 22, to: 6 }, share: 0.5, window: { days: 30 } },
    'in the last 30 days, at least 50% of the messages fall between 22:00 and 06:00',
    '最近 30 天内至少 50% 的消息发于 22:00 至 06:00',
  ],
  [
    { hours: { from: 9, to: 18, weekdays: [7, 6] }, share: 0.255, window: { days: 7 } },
    'in the last 7 days, at least 25.5% of the messages fall between 09:00 and 18:00 on Saturday and Sunday',
    '最近 7 天内至少 25.5% 的消息发于星期六和星期日的 09:00 至 18:00',
  ],
  [
    { filter: { $and: [{ languageCode: { $eq: 'zh' } }, { owner: { nickname: { $includes: 'A' } } }] } },
    'languageCode is "zh" and owner.nickname contains "A"',
    'languageCode 等于"zh"，且 owner.nickname 包含"A"',
  ],
  [
    { all: [{ stage: ['new'] }, { any: [{ tag: ['vip'] }, { not: { segment: 'buyers' } }] }] },
    'in stage New member and (has the tag VIP or not (in the segment "Buyers"))',
    '处于新用户阶段，且（带有标签贵宾，或不满足（属于分群“买家”））',
  ],
  [{ left: over('daysSinceJoined'), op: '>=', right: 0 }, 'joined, or was seen', '已加入或出现过'],
  [{ all: [] }, 'always', '总是'],
  [{ any: [] }, 'never', '从不'],
  [{ left: { metric: '' }, op: '>=', right: Number.NaN }, '(no metric): at least …', '（未选指标）至少 …'],
];

describe('a condition as a sentence', () => {
  test.each(SENTENCES)('%j', (condition, inEnglish, inChinese) => {
    expect(conditionText(condition, english)).toBe(inEnglish);
    expect(conditionText(condition, chinese)).toBe(inChinese);
  });

  test.each(Object.keys(METRIC_MESSAGES))('has words of its own for %s in both languages', (metric) => {
    const known = { ...english.catalogue.metrics[0], key: metric };
    for (const words of [english, chinese]) {
      const catalogue = { ...words.catalogue, metrics: [known] };
      const text = conditionText({ left: over(metric, 30), op: '>', right: 2 }, { ...words, catalogue });
      expect(text).not.toMatch(/\{\{|: /);
      expect(text).toContain('2');
    }
  });
});

describe('conditions on fields', () => {
  const filter = {
    $or: [
      { tags: { key: { $in: ['a', 'b'] } } },
      { $and: [{ phone: { $empty: true } }, { owner: 7 }] },
      { createdAt: { $dateMoonOn: 3 } },
    ],
  };

  test('are said with titles of fields, nested, and with operators that have no words', () => {
    const fieldTitle = (path: readonly string[]) => path.join(' / ').toUpperCase();
    expect(conditionText({ filter }, { ...english, fieldTitle })).toBe(
      '(TAGS / KEY is one of "a", "b" or PHONE is empty and OWNER is 7 or CREATEDAT dateMoonOn 3)',
    );
    expect(conditionText({ filter: {} }, chinese)).toBe('任意记录');
  });
});

describe('a requirement with its numbers', () => {
  const base = { path: 'enter', met: true };

  test('of a metric', () => {
    const evidence = { ...base, left: over('messages', 30), op: '>' as const, value: 63, threshold: 50 };
    expect(evidenceText(evidence, english)).toBe('Messages in the last 30 days: 63, asked for: more than 50');
    expect(evidenceText(evidence, chinese)).toBe('最近 30 天内的消息数：63，要求超过 50');
  });

  test('of a metric that has no value, and of a range', () => {
    const evidence = { ...base, left: over('daysInStage'), op: 'between' as const, value: null, threshold: [3, 9] };
    expect(evidenceText(evidence, english)).toBe('Days in the stage: none, asked for: 3 to 9');
  });

  test('of a label', () => {
    const evidence = { ...base, left: 'stage' as const, op: 'in' as const, value: 'new', threshold: ['new', 'active'] };
    expect(evidenceText(evidence, english)).toBe('Stage: New member, asked for: New member or Active');
    expect(evidenceText(evidence, chinese)).toBe('阶段：新用户，要求新用户或活跃');
  });

  test('of a segment, of hours and of fields', () => {
    const not = { path: 'enter', met: false, op: 'matches' as const, value: false };
    expect(evidenceText({ ...not, left: 'segment', threshold: 'buyers' }, english)).toBe(
      'In the segment "Buyers": does not hold',
    );
    expect(evidenceText({ ...not, left: 'filter', threshold: null }, chinese)).toBe('记录的字段：不满足');
    expect(evidenceText({ ...not, left: 'hours', value: 0.25, threshold: 0.5 }, english)).toBe(
      'Share of messages in these hours: 25%, asked for: at least 50%',
    );
  });
});
