import type { TestApp } from '@community-crm/host/testing';
import { startServices } from '../../__tests__/startServices';
import type { Services } from '../../services';
import { counted, messageAt, START } from './messages';

const DAY = 86_400_000;
const DAYS = 120;
const A_DAY = 160;

let app: TestApp;
let services: Services;

beforeAll(async () => ({ app, services } = await startServices()));
afterAll(() => app?.close());

const said = (message: number) =>
  messageAt(START + Math.floor(message / A_DAY) * DAY + (message % A_DAY) * 1000, {
    message,
    account: String(7 + (message % 5)),
  });

test('counting tells how far it is, and ends where whoever is told throws; the next count does the rest', async () => {
  const { store, writer, facts } = services;
  // one touch, of the whole group
  await writer.write(Array.from({ length: DAYS * A_DAY }, (_, message) => said(message)));
  expect(await facts.pending()).toBe(1);
  const enough = new Error('enough');
  const told: number[] = [];
  const stopped = facts.drain((done, total) => {
    told.push(done / total);
    throw enough;
  });
  await expect(stopped).rejects.toBe(enough);
  const before = await counted(store);
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(DAYS * A_DAY);
  expect(await facts.pending()).toBe(1);

  told.length = 0;
  expect(await facts.drain((done, total) => void told.push(done / total))).toBe(1);
  expect(await counted(store)).toBe(DAYS * A_DAY);
  expect(told.length).toBeGreaterThan(3);
  expect(told).toEqual([...told].sort((a, b) => a - b));
  expect(told[0]).toBeGreaterThan(0);
  expect(told[0]).toBeLessThan(1);
  expect(told.at(-1)).toBe(1);
});
