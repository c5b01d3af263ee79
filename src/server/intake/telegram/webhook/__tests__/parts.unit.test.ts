import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Connections, SecretBox } from '../..';
import { hostAddress, webhookPath, webhookUrl } from '../address';
import { readBody } from '../boundedBody';
import { Doorkeeper } from '../doorkeeper';
import { matches, newSecret, hashOf, openSecret, sealSecret } from '../secret';
import { TokenBuckets } from '../tokenBuckets';

describe('the address for Telegram', () => {
  const main = { apiPrefix: '/api/', appName: 'main' };

  it.each([
    ['https://crm.example.org', main, 'https://crm.example.org/api/communityWebhooks:receive?connection=7'],
    ['https://crm.example.org/', main, 'https://crm.example.org/api/communityWebhooks:receive?connection=7'],
    ['https://a.example/proxy/', main, 'https://a.example/proxy/api/communityWebhooks:receive?connection=7'],
    // the host serves below this path itself, and says so in its prefix
    [
      'https://a.example/nb',
      { ...main, apiPrefix: '/nb/api/' },
      'https://a.example/nb/api/communityWebhooks:receive?connection=7',
    ],
    [
      'https://a.example',
      { ...main, appName: 'shop' },
      'https://a.example/api/communityWebhooks:receive?connection=7&__appName=shop',
    ],
  ])('below %s', (publicUrl, options, expected) => expect(webhookUrl(publicUrl, 7, options)).toBe(expected));

  it('has the path of the action', () => expect(webhookPath('/api')).toBe('/api/communityWebhooks:receive'));

  it('may be known from the environment of the host', () => {
    expect(hostAddress({})).toBeNull();
    expect(hostAddress({ APP_PUBLIC_ORIGIN: 'https://a.example' })).toBe('https://a.example/');
    expect(hostAddress({ API_BASE_URL: 'https://b.example/api/' })).toBe('https://b.example');
    expect(hostAddress({ API_BASE_URL: '/api/', APP_PUBLIC_ORIGIN: 'nonsense' })).toBeNull();
  });
});

describe('a bucket of tokens', () => {
  let time = 0;
  const buckets = new TokenBuckets({ capacity: 3, perSecond: 0.5, most: 2 }, () => time);

  it('gives so many at once, and then one by one', () => {
    expect([1, 2, 3].map(() => buckets.take('a'))).toEqual([0, 0, 0]);
    expect(buckets.take('a')).toBe(2);
    time += 1_000;
    expect(buckets.take('a')).toBe(1);
    time += 1_000;
    expect(buckets.take('a')).toBe(0);
    expect(buckets.take('a')).toBe(2);
    time += 3_600_000;
    expect([1, 2, 3, 4].map(() => buckets.take('a'))).toEqual([0, 0, 0, 2]);
  });

  it('is one of many, of which only the latest are remembered', () => {
    expect(buckets.take('b')).toBe(0);
    expect(buckets.take('a')).toBe(2);
    expect(buckets.take('c')).toBe(0);
    expect(buckets.take('a')).toBe(2);
  });

  it('does not mind a clock that is set back', () => {
    time -= 10_000_000;
    expect(buckets.take('a')).toBe(2);
  });
});

const secrets: SecretBox = {
  encrypt: async (text) => Buffer.from(text).toString('hex'),
  decrypt: async (text) => Buffer.from(text, 'hex').toString(),
};

describe('a secret', () => {
  it('is of a kind that Telegram takes, and never the same', () => {
    expect(newSecret()).toMatch(/^[\w-]{43}$/);
    expect(newSecret()).not.toBe(newSecret());
  });

  it('is stored encrypted, and worth nothing under another key', async () => {
    const secret = newSecret();
    const stored = await sealSecret(secret, secrets);
    expect(stored).not.toContain(secret);
    expect(await openSecret(stored, secrets)).toBe(secret);
    expect(await openSecret(stored, { ...secrets, decrypt: async () => '\u0001 garbage' })).toBeNull();
    expect(await openSecret(stored, { ...secrets, decrypt: () => Promise.reject(new Error('key')) })).toBeNull();
    expect(await openSecret(null, secrets)).toBeNull();
  });

  it('is told from others by its hash, whatever their length', () => {
    expect(matches('abc', hashOf('abc'))).toBe(true);
    for (const other of ['', 'ab', 'abcd', 'x'.repeat(10_000)]) expect(matches(other, hashOf('abc'))).toBe(false);
    expect(matches('abc', undefined)).toBe(false);
  });
});

describe('the doorkeeper', () => {
  let time = 1_000_000;
  let looks = 0;
  let known: Array<{ id: number; mode: string; webhookSecret: string | null }>;
  const connections = {
    withSecret: async () => {
      looks += 1;
      return known;
    },
  } as unknown as Connections;
  let door: Doorkeeper;

  beforeEach(async () => {
    known = [{ id: 1, mode: 'webhook', webhookSecret: await sealSecret('right', secrets) }];
    door = new Doorkeeper({ connections, secrets, now: () => time });
    looks = 0;
  });

  it('knows who belongs to whom', async () => {
    expect(await door.admit(1, 'right')).toBe('webhook');
    expect(await door.admit(1, 'wrong')).toBeNull();
    expect(await door.admit(2, 'right')).toBeNull();
  });

  it('does not look up for every stranger', async () => {
    await Promise.all(Array.from({ length: 100 }, () => door.admit(1, 'wrong')));
    for (let second = 0; second < 10; second++) {
      for (let time = 0; time < 100; time++) await door.admit(9, 'wrong');
    }
    expect(looks).toBe(1);
    time += 1_100;
    await door.admit(9, 'wrong');
    expect(looks).toBe(2);
  });

  it('learns of changes in a few seconds, or when it is told', async () => {
    expect(await door.admit(1, 'right')).toBe('webhook');
    known = [{ id: 1, mode: 'paused', webhookSecret: await sealSecret('right', secrets) }];
    expect(await door.admit(1, 'right')).toBe('webhook');
    door.forget();
    expect(await door.admit(1, 'right')).toBe('paused');
    known = [];
    time += 6_000;
    expect(await door.admit(1, 'right')).toBeNull();
  });
});

describe('a body', () => {
  const request = (headers: Record<string, string> = {}) =>
    Object.assign(new EventEmitter(), { headers, pause: () => undefined }) as unknown as IncomingMessage;
  const limits = { size: 10, time: 50 };

  it('is read to its end', async () => {
    const sent = request();
    const read = readBody(sent, limits);
    for (const part of ['{"a"', ':"', 'é"}']) sent.emit('data', Buffer.from(part));
    sent.emit('end');
    expect(await read).toBe('{"a":"é"}');
  });

  it.each([
    ['is too large as announced', { 'content-length': '11' }, [], 'TOO_LARGE'],
    ['turns out too large', { 'content-length': '5' }, ['data', 'data'], 'TOO_LARGE'],
    ['breaks off', {}, ['data', 'close'], 'BROKEN_OFF'],
    ['never ends', {}, ['data'], 'TOO_SLOW'],
    ['is packed', { 'content-encoding': 'br' }, [], 'ENCODING_NOT_SUPPORTED'],
  ])('is refused when it %s', async (_, headers: Record<string, string>, events: string[], code) => {
    const sent = request(headers);
    const read = readBody(sent, limits);
    for (const event of events) sent.emit(event, Buffer.from('123456'));
    await expect(read).rejects.toMatchObject({ code });
    expect(sent.listenerCount('data')).toBe(0);
  });
});
