import { BotApiError } from '..';
import { backoff } from '../backoff';
import { withoutTexts } from '../withoutTexts';

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
  const stripped = withoutTexts(update);
  expect(JSON.stringify(stripped)).not.toMatch(/secret|itude/);
  expect(stripped).toMatchObject({ message: { message_id: 5, entities: [{ type: 'bold' }], contact: { user_id: 6 } } });
});
