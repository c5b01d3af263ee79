import { createTestApp, HOST_PLUGINS, PLUGIN, waitFor, type TestApp } from '@community-crm/host/testing';
import { groupChat, startBotApi, updates, user, type BotApiSandbox } from '@community-crm/telegram-sandbox';
import { connect, TOKEN } from './support';

let app: TestApp;
let sandbox: BotApiSandbox;

beforeAll(async () => {
  app = await createTestApp({ plugins: [...HOST_PLUGINS.filter((name) => name !== 'workflow'), PLUGIN] });
  sandbox = await startBotApi({ token: TOKEN });
});
afterAll(async () => {
  await sandbox?.close();
  await app?.close();
});

test('where the host’s workflows are switched off, everything else goes on', async () => {
  await connect(await app.asRoot(), sandbox);
  const message = {
    chat: groupChat(-1001),
    from: user(9),
    messageId: 1,
    date: Math.floor(Date.now() / 1000),
    text: 'Hi',
  };
  sandbox.push(updates.message(message));
  await waitFor(() => app.db.getRepository('communityActivities').findOne({ filter: { externalKey: 'm:-1001:1' } }));
  expect(app.db.hasCollection('workflows')).toBe(false);
  expect(await app.db.getRepository('communityTriggerQueue').count()).toBe(0);
});
