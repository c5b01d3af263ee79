import { BotApiError } from '..';
import { backoff } from '../backoff';
import { asciiJson, joinTexts, mayHoldTexts, splitTexts } from '../updateTexts';

describe('the wait after a failed poll', () => {
  const wait = (code: ConstructorParameters<typeof BotApiError>[0], failures: number, values = {}) =>
    [0, 1].map((random) => backoff(new BotApiError(code, values), failures, random));

  it('grows with every failure and is spread', () => {
    expect(wait('UNREACHABLE', 1)).toEqual([500, 1000]);
    expect(wait('UNREACHABLE', 3)).toEqual([2000, 4000]);
    expect(wait('SERVER_ERROR', 99)).toEqual([30_000, 60_000]);
    expect(wait('CONFLICT', 1)).toEqual([2500, 5000]);
  });

  it('is what Telegram asks for, never less', () => {
    expect(wait('RATE_LIMITED', 1, { seconds: 17 })).toEqual([17_000, 18_000]);
  });

  it('is long when only the operator can help', () => {
    for (const code of ['UNAUTHORIZED', 'NOT_FOUND', 'TOKEN_MISSING'] as const)
      expect(wait(code, 1)).toEqual([60_000, 60_000]);
  });
});

it('texts are taken out of an update wherever they are', () => {
  const update = {
    update_id: 1,
    message: {
      message_id: 5,
      text: 'secret',
      entities: [{ type: 'bold', offset: 0 }],
      reply_to_message: { caption: 'secret', quote: { text: 'secret' } },
      contact: { phone_number: 'secret', user_id: 6 },
      poll: { question: 'secret', options: [{ text: 'secret', voter_count: 1 }] },
      location: { latitude: 1, longitude: 2 },
    },
  };
  const split = splitTexts(update);
  expect(split.raw).not.toMatch(/secret|itude/);
  expect(JSON.parse(split.raw)).toMatchObject({
    message: { message_id: 5, entities: [{ type: 'bold' }], contact: { user_id: 6 } },
  });
  expect(mayHoldTexts(split)).toBe(false);
  expect(mayHoldTexts({ raw: JSON.stringify(update), texts: null })).toBe(true);
  expect(joinTexts(split)).toEqual(update);
  expect(joinTexts({ ...split, texts: null })).toEqual(JSON.parse(split.raw));
});

it('an update is stored as ASCII and comes back as it was, whatever is in it', () => {
  const strange = JSON.parse(
    '{"__proto__":{"a":[]},"k\\"ey":[1,-2.5,1e21,true,null,"\\u0007 \\\\ é 🙂 \\ud800",{}],"":[[]],"\\u00e9":"\\n"}',
  ) as object;
  const plain = splitTexts(strange);
  expect(plain).toEqual({ raw: asciiJson(strange), texts: null });
  expect(plain.raw).toMatch(/^[ -~]+$/);
  const texts = { text: 'é "🙂"', first: [{ caption: { text: [] } }, strange], question: '\ud800' };
  const split = splitTexts(texts);
  expect(split.raw + split.texts!).toMatch(/^[ -~]+$/);
  expect(joinTexts(split)).toEqual(texts);
  const unlike = { far: 1 / 0, none: undefined, list: [undefined], text: undefined };
  expect(splitTexts(unlike)).toEqual({ raw: JSON.stringify(unlike), texts: null });
});

it('what is nested without end counts as text, and beyond all bounds cannot be stored', () => {
  const deep = (levels: number): unknown => (levels ? { deep: deep(levels - 1), also: 1 } : 'end');
  const split = splitTexts(deep(100));
  expect(split.raw).toMatch(/^(\{"deep":){33}null(,"also":1\}){33}$/);
  expect(joinTexts(split)).toEqual(deep(100));
  let endless: unknown = 'end';
  for (let i = 0; i < 50_000; i += 1) endless = { endless };
  expect(() => splitTexts(endless)).toThrow(RangeError);
});
