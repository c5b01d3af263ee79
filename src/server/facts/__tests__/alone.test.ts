import type { TestApp } from '@community-crm/host/testing';
import { startServices } from '../../__tests__/startServices';
import { FACTS_LEASE, Leases } from '../../runs';
import type { Services } from '../../services';
import { counted, messageAt, START } from './messages';

let app: TestApp;
let services: Services;

beforeAll(async () => ({ app, services } = await startServices()));
afterAll(() => app?.close());

const said = (message: number) => messageAt(START + message * 60_000, { message });

test('facts are counted by one process at a time', async () => {
  const { store, gate, writer, facts } = services;
  const elsewhere = new Leases(store, gate, 'elsewhere', () => Date.now());
  await writer.write([said(1), said(2)]);
  await facts.drain();
  expect(await counted(store)).toBe(2);
  expect(await elsewhere.acquire(FACTS_LEASE)).toBe(true);
  // nothing to count: nobody is waited for
  expect(await facts.drain()).toBe(0);
  await writer.write([said(3)]);
  let done = false;
  const draining = facts.drain().then((touches) => {
    done = true;
    return touches;
  });
  await new Promise((resolve) => setTimeout(resolve, 800));
  expect([done, await counted(store)]).toEqual([false, 2]);
  await elsewhere.release(FACTS_LEASE);
  expect(await draining).toBeGreaterThan(0);
  expect(await counted(store)).toBe(3);
});
