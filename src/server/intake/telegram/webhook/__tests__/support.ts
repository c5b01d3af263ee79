import { waitFor, type Agent, type TestApp } from '@community-crm/host/testing';
import { groupChat, startBotApi, updates, user, type BotApiSandbox } from '@community-crm/telegram-sandbox';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startServices } from '../../../../__tests__/startServices';
import type { Services } from '../../../../services';

export const TOKEN = `7000000001:${'Zz9_y-'.repeat(6)}`;
export const CHAT = groupChat(-1001234567890, { title: 'Tea lovers' });
export const ANN = user(101, { first_name: 'Ann' });

/** A host that can be reached by Telegram's stand-in, and a bot that delivers to it by webhook. */
export interface WebhookScene {
  app: TestApp;
  services: Services;
  sandbox: BotApiSandbox;
  root: Agent;
  /** Address that the host listens on. */
  address: string;
  id: number;
  close(): Promise<void>;
}

export async function setScene(): Promise<WebhookScene> {
  const { app, services } = await startServices();
  // a second of waiting takes 20 ms
  const sandbox = await startBotApi({ token: TOKEN, webhookSecond: 20 });
  const server = await listen(app);
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const root = await app.asRoot();
  await root.post('/api/communitySettings:save').send({ publicUrl: address }).expect(200);
  const { body } = await root
    .post('/api/communityConnections:create')
    .send({ name: 'Tea bot', token: TOKEN, apiRoot: sandbox.url, mode: 'webhook' })
    .expect(200);
  await waitFor(() => sandbox.calls.some(({ method, status }) => method === 'setWebhook' && status === 200));
  return {
    app,
    services,
    sandbox,
    root,
    address,
    id: Number(body.data.id),
    async close() {
      await sandbox.close();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await app.close();
    },
  };
}

function listen(app: TestApp): Promise<Server> {
  const server = createServer(app.callback());
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

let messageId = 0;

export const said = (text: string, at = Date.now()) =>
  updates.message({ chat: CHAT, from: ANN, messageId: ++messageId, date: Math.floor(at / 1000), text });

export interface Posted {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** Posts like Telegram does, or like somebody who would like to be it. */
export function post(
  url: string,
  body: string | Buffer,
  {
    secret,
    headers = {},
    method = 'POST',
  }: { secret?: string; headers?: Record<string, string>; method?: string } = {},
): Promise<Posted> {
  return new Promise((resolve, reject) => {
    const call = request(url, {
      method,
      agent: false,
      headers: {
        'content-type': 'application/json',
        ...(secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': secret }),
        ...headers,
      },
    });
    call.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    call.on('error', reject);
    call.end(body);
  });
}
