import { timeZoneOptions, withTyped } from '../imports/timeZones';
import { connectionPayload, isApiRoot, isToken } from '../bots/connection';
import { describeCheck } from '../bots/checks';
import { addressProblem } from '../bots/publicAddress';
import { durationText } from '../runs/run';
import { listCounts } from '../runs/counts';
import { isCron, presetOf } from '../schedule/cron';

const t = (text: string) => text;

describe('cron', () => {
  test.each(['0 * * * *', '*/5 0-6 1,15 * 1-5', '30 */6 * * *', '0 0 1 1 0'])('takes %s', (text) =>
    expect(isCron(text)).toBe(true),
  );
  test.each([
    '',
    '0 * * *',
    '60 * * * *',
    '0 24 * * *',
    '* * 0 * *',
    '*/0 * * * *',
    '5-2 * * * *',
    'a b c d e',
    '0 * * * * *',
  ])('refuses %s', (text) => expect(isCron(text)).toBe(false));
  test('recognises presets whatever the spaces', () => {
    expect(presetOf(' 0  *  * * * ')).toBe('hourly');
    expect(presetOf('0 3 * * *')).toBe('daily');
    expect(presetOf('1 3 * * *')).toBe('custom');
  });
});

describe('a connection', () => {
  test('takes a token or the name of an environment variable', () => {
    expect(isToken(`1234567:${'A-_9'.repeat(9)}`)).toBe(true);
    expect(isToken('{{$env.BOT_TOKEN}}')).toBe(true);
    expect(isToken('1234567:short')).toBe(false);
  });

  test('takes web addresses alone', () => {
    expect(isApiRoot('http://127.0.0.1:8081')).toBe(true);
    expect(isApiRoot('ftp://example.org')).toBe(false);
    expect(isApiRoot('telegram')).toBe(false);
  });

  test('is sent trimmed, without an empty token', () => {
    expect(connectionPayload({ name: ' Bot ', token: ' ', apiRoot: 'http://x/', mode: 'paused' })).toEqual({
      name: 'Bot',
      apiRoot: 'http://x',
      mode: 'paused',
    });
  });
});

describe('a public address', () => {
  test.each([
    ['https://crm.example.org', null],
    ['https://crm.example.org:8443/nb/', null],
    ['http://crm.example.org', 'NOT_HTTPS'],
    ['https://crm.example.org:8080', 'PORT'],
    ['http://127.0.0.1:13000', 'LOOPBACK'],
    ['http://[::1]', 'LOOPBACK'],
    ['crm.example.org', 'INVALID'],
    ['ftp://crm.example.org', 'INVALID'],
    ['https://me@crm.example.org', 'INVALID'],
    ['https://crm.example.org/?a=1', 'INVALID'],
  ])('%s: %s', (text, problem) => expect(addressProblem(text)).toBe(problem));
});

describe('checks', () => {
  test('name a remedy only when they fail', () => {
    expect(describeCheck({ code: 'API_REACHABLE', ok: true }, t).remedy).toBeNull();
    expect(describeCheck({ code: 'API_REACHABLE', ok: false }, t).remedy).toContain('firewall');
  });
  test('that we do not know are shown by their code', () => {
    expect(describeCheck({ code: 'new_check', ok: false }, t)).toEqual({ text: 'new_check', remedy: null });
  });
});

describe('time zones', () => {
  test('are listed with their offset, UTC first', () => {
    const zones = timeZoneOptions(Date.UTC(2026, 0, 1));
    expect(zones[0].value).toBe('UTC');
    expect(zones).toContainEqual({ value: 'Asia/Shanghai', label: 'Asia/Shanghai (UTC+8)' });
  });
  test('may be typed as an offset', () => {
    expect(withTyped([], '+03:30')).toEqual([{ value: '+03:30', label: 'UTC+03:30' }]);
    expect(withTyped([], '+25:00')).toEqual([]);
  });
});

describe('runs', () => {
  test('report known numbers first and leave out what is no number', () => {
    const names = listCounts({ zebras: 1, skipped: 2, messages: 3, note: 'x' }, t).map(({ name }) => name);
    expect(names).toEqual(['messages', 'skipped', 'zebras']);
  });
  test('sum up why messages were skipped and name the stages that were entered', () => {
    const counts = listCounts(
      { 'skipped.service': 2, 'skipped.unsupported': 3, 'kind.reply': 1, 'entered.core': 4 },
      t,
    );
    expect(counts.map(({ name, value }) => [name, value])).toEqual([
      ['skipped', 5],
      ['entered.core', 4],
    ]);
  });
  test('have lasted until now while they run', () => {
    const startedAt = '2026-01-01T00:00:00.000Z';
    expect(
      durationText(
        { startedAt, finishedAt: null },
        Date.parse(startedAt) + 2500,
        (text, values) => `${values?.seconds}`,
      ),
    ).toBe('2.5');
    expect(durationText({ startedAt: null, finishedAt: null }, 0, t)).toBe('–');
  });
});
