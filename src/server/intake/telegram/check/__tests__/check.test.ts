import { waitFor } from '@community-crm/host/testing';
import { groupChat, updates, user } from '@community-crm/telegram-sandbox';
import { said, setScene, type WebhookScene } from '../../webhook/__tests__/support';

interface Answer {
  ok: boolean;
  checks: Array<{ code: string; ok: boolean; message: string; values: Record<string, unknown> }>;
  groups: Array<{ title: string; standing: string }>;
}

let scene: WebhookScene;

beforeAll(async () => {
  scene = await setScene();
});
afterAll(() => scene?.close());

const check = async (): Promise<Answer> =>
  (await scene.root.post(`/api/communityConnections:check?filterByTk=${scene.id}`).expect(200)).body.data;
const verdicts = ({ checks }: Answer) => Object.fromEntries(checks.map(({ code, ok }) => [code, ok]));
const message = ({ checks }: Answer, code: string) => checks.find((one) => one.code === code)?.message;
const webhookSays = (info: object) =>
  scene.sandbox.failNext({ status: 200, method: 'getWebhookInfo', body: { ok: true, result: info } });

test('a bot that nobody has met is told where to begin', async () => {
  const answer = await check();
  expect(answer.ok).toBe(false);
  expect(verdicts(answer)).toEqual({
    API_REACHABLE: true,
    TOKEN_VALID: true,
    READS_ALL_MESSAGES: true,
    HAS_GROUPS: false,
    WEBHOOK_SET: true,
    WEBHOOK_DELIVERS: true,
    ALLOWED_UPDATES: true,
    NOTHING_WAITS_THERE: true,
    LAST_UPDATE: false,
    NOTHING_WAITS_HERE: true,
    NO_FAILED_UPDATES: true,
  });
});

test('a bot for which all is well hears so', async () => {
  scene.sandbox.push(said('hello'));
  await waitFor(async () => (await check()).ok);
  const answer = await check();
  expect(answer.groups).toEqual([{ title: 'Tea lovers', standing: 'administrator' }]);
  expect(message(answer, 'LAST_UPDATE')).toMatch(/^The last update came \d+ s ago\.$/);
});

test('groups in which it can do too little, or nothing any more, are named', async () => {
  const ann = user(101, { first_name: 'Ann' });
  const [quiet, lost] = [groupChat(-1009, { title: 'Quiet corner' }), groupChat(-1008, { title: 'Lost corner' })];
  const date = Math.floor(Date.now() / 1000);
  scene.sandbox.push(updates.message({ chat: quiet, from: ann, messageId: 1, date, text: 'psst' }));
  scene.sandbox.push(updates.message({ chat: lost, from: ann, messageId: 1, date, text: 'bye' }));
  await waitFor(async () => (await check()).groups.length === 3);
  scene.sandbox.setChat({ chat: quiet, standing: 'member' });
  scene.sandbox.setChat({ chat: lost, standing: 'kicked' });
  await scene.app.db
    .getRepository('communityGroups')
    .update({ filter: { title: 'Lost corner' }, values: { status: 'member' } });
  const answer = await check();
  expect(verdicts(answer)).toMatchObject({ HAS_GROUPS: true, ADMIN_IN_GROUPS: false, STILL_IN_GROUPS: false });
  expect(message(answer, 'ADMIN_IN_GROUPS')).toContain('no administrator in Quiet corner.');
  expect(message(answer, 'STILL_IN_GROUPS')).toContain('no longer in Lost corner.');
  expect(answer.groups).toEqual(
    expect.arrayContaining([
      { title: 'Tea lovers', standing: 'administrator' },
      { title: 'Quiet corner', standing: 'member' },
      { title: 'Lost corner', standing: 'absent' },
    ]),
  );
  // as long as Telegram asks to wait, nothing is known of them
  scene.sandbox.failNext({ status: 429, method: 'getChatMember', times: 9 });
  expect((await check()).groups.map(({ standing }) => standing)).toEqual(['unknown', 'unknown', 'unknown']);
  await scene.app.db
    .getRepository('communityGroups')
    .update({ filter: { platform: 'telegram' }, values: { archived: true } });
  expect((await check()).groups).toEqual([]);
});

test('what Telegram says of the delivery is passed on', async () => {
  const { url } = scene.sandbox.calls.find(({ method }) => method === 'setWebhook')?.params ?? {};
  webhookSays({
    url,
    pending_update_count: 101,
    last_error_date: Math.floor(Date.now() / 1000) + 60,
    last_error_message: 'SSL error {{token}}',
    allowed_updates: ['message'],
  });
  const failing = await check();
  expect(verdicts(failing)).toMatchObject({
    WEBHOOK_SET: true,
    WEBHOOK_DELIVERS: false,
    ALLOWED_UPDATES: false,
    NOTHING_WAITS_THERE: false,
  });
  expect(message(failing, 'WEBHOOK_DELIVERS')).toContain('SSL error');
  expect(message(failing, 'ALLOWED_UPDATES')).toContain('chat_member');
  webhookSays({ url: 'https://elsewhere.example', pending_update_count: 0 });
  const elsewhere = verdicts(await check());
  expect(elsewhere).toMatchObject({ WEBHOOK_SET: false, ALLOWED_UPDATES: false });
  scene.sandbox.failNext({ status: 401, method: 'getMe' });
  const refused = await check();
  expect(verdicts(refused)).toMatchObject({ API_REACHABLE: true, TOKEN_VALID: false });
  scene.sandbox.failNext({ status: 502, method: 'getMe' });
  expect(verdicts(await check())).toMatchObject({ API_REACHABLE: false });
});

test('updates that nobody reads are missed', async () => {
  const { services, id } = scene;
  await services.live.intake.stop();
  const long = services.now() - 3 * 3_600_000;
  await services.gate.run((transaction) =>
    services.live.inbox.add(id, [{ update_id: 77, ...said('unread') }], long, transaction),
  );
  const answer = await check();
  expect(message(answer, 'NOTHING_WAITS_HERE')).toContain('waiting for 3 h');
});
