import { startBotApi, type BotApiSandbox } from '@community-crm/telegram-sandbox';
import { BotApi, BotApiError, followMove } from '..';

const TOKEN = `7000000009:${'A1b2_C3d4-'.repeat(4)}`;

let sandbox: BotApiSandbox;
beforeAll(async () => {
  sandbox = await startBotApi({ token: TOKEN });
});
afterAll(() => sandbox.close());

const refusal = (parameters?: object) => ({
  status: 400,
  body: {
    ok: false,
    error_code: 400,
    description: 'Bad Request: group chat was upgraded to a supergroup chat',
    ...(parameters ? { parameters } : {}),
  },
});

async function follow(chat: string): Promise<{ asked: string[]; moves: object[]; error?: unknown }> {
  const api = new BotApi(TOKEN, sandbox.url);
  const [asked, moves]: [string[], object[]] = [[], []];
  const call = (id: string) => {
    asked.push(id);
    return api.call('getMe', {});
  };
  const error = await followMove(chat, call, (move) => Promise.resolve(void moves.push(move))).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { asked, moves, error };
}

test('a call to a group that has moved is made again to where it is', async () => {
  sandbox.failNext(refusal({ migrate_to_chat_id: -1001000000055 }));
  expect(await follow('-55')).toEqual({
    asked: ['-55', '-1001000000055'],
    moves: [{ from: '-55', to: '-1001000000055' }],
    error: undefined,
  });
});

test.each([
  [undefined],
  [{ migrate_to_chat_id: 55 }],
  [{ migrate_to_chat_id: '-1001' }],
  [{ migrate_to_chat_id: -55 }],
])('any other refusal is a refusal: %j', async (parameters) => {
  sandbox.failNext(refusal(parameters));
  const { asked, moves, error } = await follow('-55');
  expect([asked, moves]).toEqual([['-55'], []]);
  expect(error).toBeInstanceOf(BotApiError);
});
