// A host of its own with the plugin, in a process that may be killed at any moment. Told what to do by the one that forked it.
import { bootStandalone, PLUGIN } from '@community-crm/host/standalone';
import { createServer } from 'node:http';
import { stateOf } from '../src/server/__tests__/order/state';
import { sealToken } from '../src/server/intake/telegram';
import type { Services } from '../src/server/services';
import type { Answer, Question, WorkerOptions } from './protocol';

const options = JSON.parse(process.env.RESILIENCE_WORKER ?? '{}') as WorkerOptions;
const tell = (answer: Answer): void => void process.send?.(answer);

async function main(): Promise<void> {
  const app = await bootStandalone(options);
  const { services } = app.pm.get(PLUGIN) as unknown as { services: Services };
  const { store, live, facts, settings } = services;
  if (options.port)
    await new Promise<void>((resolve) => createServer(app.callback()).listen(options.port, '127.0.0.1', resolve));
  if (options.connect) {
    const { token, apiRoot, mode } = options.connect;
    if (options.port) await settings.write({ publicUrl: `http://127.0.0.1:${options.port}` });
    await app.db.getCollection('communityConnections').model.create({
      name: 'Bot',
      mode,
      apiRoot,
      token: await sealToken(token, app.aesEncryptor),
      tokenHint: '…',
    });
  }
  const count = async (state: string): Promise<number> => {
    const [row] = await store.select('SELECT COUNT(*) AS "n" FROM {communityInbox} AS i WHERE i."state" = $state', {
      bind: { state },
    });
    return Number(row.n);
  };
  const inbox = async () => ({
    pending: await count('pending'),
    done: await count('done'),
    skipped: await count('skipped'),
    failed: await count('failed'),
  });
  process.on('message', (question: Question) => {
    const answer = async (): Promise<Answer> => {
      if (question === 'inbox') return { inbox: await inbox() };
      await live.worker.drain();
      await facts.drain();
      return { inbox: await inbox(), state: await stateOf(store) };
    };
    if (question === 'stop') void app.destroy().then(() => process.exit(0));
    else answer().then(tell, (error: unknown) => tell({ error: String(error) }));
  });
  tell({ ready: true });
}

main().catch((error: unknown) => {
  tell({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  process.exit(1);
});
