import { fireEvent, screen, waitFor } from '@testing-library/react';
import React from 'react';
import { renderInHost, serverError } from '../../__tests__/support';
import { BotsTab } from '../bots/BotsTab';

const TOKEN = `123456789:${'a'.repeat(35)}`;
const LIST = 'communityConnections:list';
const bot = {
  id: 5,
  name: 'Support bot',
  mode: 'polling',
  apiRoot: 'https://api.telegram.org',
  tokenHint: '…1234',
  botUsername: 'support_bot',
  status: 'error',
  lastPolledAt: '2026-01-02T10:00:00.000Z',
  lastUpdateAt: null,
  lastError: { code: 'RATE_LIMITED', message: 'stored in English', values: { seconds: 7 } },
};

const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

describe('the bots tab', () => {
  test('explains how to begin when there is no bot', async () => {
    renderInHost(<BotsTab />, { [LIST]: [] });
    expect(await screen.findByText('No bot is connected yet.')).toBeTruthy();
    expect(screen.getByText('How to make a bot')).toBeTruthy();
  });

  test('shows the state and last error of each bot, and only a hint of its token', async () => {
    renderInHost(<BotsTab />, { [LIST]: [bot] });
    expect(await screen.findByText('@support_bot')).toBeTruthy();
    expect(screen.getByText('…1234')).toBeTruthy();
    expect(screen.getByText('Telegram asks to wait 7 seconds.')).toBeTruthy();
  });

  test('counts what was set aside, and gaps', async () => {
    const troubles = [{ connectionId: 5, failed: 17, lasting: 2, fillable: 3 }];
    renderInHost(<BotsTab />, { [LIST]: [bot], 'communityConnections:troubles': troubles });
    expect(await screen.findByTitle('17')).toBeTruthy();
    expect(screen.getByText('2 lasting')).toBeTruthy();
    expect(screen.getByText('3 to be filled by an import')).toBeTruthy();
  });

  test('connects a bot and runs its check', async () => {
    const { host } = renderInHost(<BotsTab />, {
      [LIST]: [],
      'communityConnections:create': bot,
      'communityConnections:check': {
        ok: false,
        checks: [
          { code: 'API_REACHABLE', ok: true, message: 'The Bot API answers.' },
          {
            code: 'TOKEN_VALID',
            ok: false,
            values: { error: 'NOT_FOUND', address: 'http://x' },
            message: 'server words',
          },
        ],
      },
    });
    fireEvent.click(await screen.findByRole('button', { name: /Connect a bot/ }));
    type('Name', 'Support bot');
    type('Token', TOKEN);
    fireEvent.click(screen.getByText('Save and check'));
    expect(await screen.findByText('The Bot API answers.')).toBeTruthy();
    expect(screen.getByText(/^No bot answers at http:\/\/x\./)).toBeTruthy();
    expect(screen.getByText(/^Copy the token from BotFather again/)).toBeTruthy();
    const created = host.sent.find(({ url }) => url === 'communityConnections:create');
    expect(created?.data).toEqual({
      name: 'Support bot',
      token: TOKEN,
      apiRoot: 'https://api.telegram.org',
      mode: 'polling',
    });
  });

  test('refuses what cannot be a token before it is sent', async () => {
    const { host } = renderInHost(<BotsTab />, { [LIST]: [] });
    fireEvent.click(await screen.findByRole('button', { name: /Connect a bot/ }));
    type('Name', 'Bot');
    type('Token', 'hello');
    fireEvent.click(screen.getByText('Save and check'));
    expect(await screen.findByText(/This is not a bot token/)).toBeTruthy();
    expect(host.sent.map(({ url }) => url)).toEqual([LIST, 'communityConnections:troubles']);
  });

  test('keeps a stored token when none is typed', async () => {
    const { host } = renderInHost(<BotsTab />, {
      [LIST]: [bot],
      'communityConnections:update': [bot],
      'communityConnections:check': { ok: true, checks: [] },
    });
    fireEvent.click(await screen.findByText('Edit'));
    expect((screen.getByLabelText('Token') as HTMLInputElement).value).toBe('');
    type('Name', 'Renamed');
    fireEvent.click(screen.getByText('Save and check'));
    await waitFor(() => expect(host.sent.some(({ url }) => url === 'communityConnections:update')).toBe(true));
    const { data, params } = host.sent.find(({ url }) => url === 'communityConnections:update') ?? {};
    expect(data).not.toHaveProperty('token');
    expect(params).toEqual({ filterByTk: 5 });
  });

  test('shows why saving failed and forgets the token', async () => {
    renderInHost(<BotsTab />, { [LIST]: [], 'communityConnections:create': serverError(400, 'Name is taken') });
    fireEvent.click(await screen.findByRole('button', { name: /Connect a bot/ }));
    type('Name', 'Bot');
    type('Token', TOKEN);
    fireEvent.click(screen.getByText('Save and check'));
    expect(await screen.findByText('Name is taken')).toBeTruthy();
    await waitFor(() => expect((screen.getByLabelText('Token') as HTMLInputElement).value).toBe(''));
  });

  test('shows why the list cannot be shown', async () => {
    renderInHost(<BotsTab />, { [LIST]: serverError(403, 'No permissions') });
    expect(await screen.findByText('No permissions')).toBeTruthy();
  });

  test('says what a webhook needs, and takes the public address', async () => {
    const { host } = renderInHost(<BotsTab />, {
      [LIST]: [],
      'communityConnections:create': { ...bot, mode: 'webhook' },
      'communityConnections:check': { ok: true, checks: [] },
      'communitySettings:get': { publicUrl: null },
      'communitySettings:save': { publicUrl: 'https://crm.example.org' },
    });
    fireEvent.click(await screen.findByRole('button', { name: /Connect a bot/ }));
    type('Name', 'Support bot');
    type('Token', TOKEN);
    fireEvent.click(screen.getByText('Have them delivered (webhook)'));
    expect(screen.getByText(/must be reachable by HTTPS/)).toBeTruthy();
    const address = await screen.findByLabelText('Public address');
    fireEvent.change(address, { target: { value: 'crm' } });
    expect(screen.getByText(/^Enter an address such as/)).toBeTruthy();
    fireEvent.change(address, { target: { value: 'https://crm.example.org:8080' } });
    expect(screen.getByText(/^Telegram delivers to the ports/)).toBeTruthy();
    fireEvent.change(address, { target: { value: 'https://crm.example.org' } });
    fireEvent.click(screen.getByText('Save address'));
    expect(await screen.findByText(/^Saved\./)).toBeTruthy();
    fireEvent.click(screen.getByText('Save and check'));
    await waitFor(() => expect(host.sent.some(({ url }) => url === 'communityConnections:create')).toBe(true));
    const data = (action: string) => host.sent.find(({ url }) => url === action)?.data;
    expect(data('communitySettings:save')).toEqual({ publicUrl: 'https://crm.example.org' });
    expect(data('communityConnections:create')).toMatchObject({ mode: 'webhook' });
  });

  test('shows why the public address cannot be shown or saved', async () => {
    renderInHost(<BotsTab />, {
      [LIST]: [],
      'communitySettings:get': { publicUrl: 'https://a.example' },
      'communitySettings:save': serverError(400, 'Not this one'),
    });
    fireEvent.click(await screen.findByText('Public address'));
    fireEvent.change(await screen.findByLabelText('Public address'), { target: { value: '' } });
    fireEvent.click(screen.getByText('Save address'));
    expect(await screen.findByText('Not this one')).toBeTruthy();
  });

  test('names the groups that a check asked about', async () => {
    renderInHost(<BotsTab />, {
      [LIST]: [{ ...bot, mode: 'webhook' }],
      'communityConnections:check': {
        ok: false,
        checks: [{ code: 'ADMIN_IN_GROUPS', ok: false, message: 'The bot is no administrator in Quiet corner.' }],
        groups: [
          { title: 'Tea lovers', standing: 'administrator' },
          { title: 'Quiet corner', standing: 'member' },
        ],
      },
    });
    expect(await screen.findByText('Webhook')).toBeTruthy();
    fireEvent.click(screen.getByText('Check'));
    expect(await screen.findByText('Quiet corner')).toBeTruthy();
    expect(screen.getByText('Member only')).toBeTruthy();
    expect(screen.getByText('Administrator')).toBeTruthy();
  });

  describe('updates that were set aside', () => {
    const FAILED = 'communityConnections:failedUpdates';
    const RETRY = 'communityConnections:retryFailed';
    const update = {
      id: 8,
      updateId: 100_001,
      kind: 'message',
      receivedAt: '2026-01-02T10:00:00.000Z',
      attempts: 3,
      error: 'The update has no usable date.',
      textsRemoved: true,
    };
    const open = async () => fireEvent.click(await screen.findByText('Set aside'));

    test('are listed with the reason, and tried again', async () => {
      const { host } = renderInHost(<BotsTab />, {
        [LIST]: [bot],
        [FAILED]: { updates: [update], count: 1 },
        [RETRY]: { retried: 1 },
      });
      await open();
      expect(await screen.findByText('The update has no usable date.')).toBeTruthy();
      expect(screen.getByText('(without its text)')).toBeTruthy();
      const boxes = screen.getAllByRole('checkbox');
      fireEvent.click(boxes[boxes.length - 1]);
      fireEvent.click(screen.getByText('Try the chosen ones again'));
      expect(await screen.findByText(/^1 updates are tried again/)).toBeTruthy();
      fireEvent.click(screen.getByText('Try all again'));
      await waitFor(() => expect(host.sent.filter(({ url }) => url === RETRY)).toHaveLength(2));
      expect(host.sent.filter(({ url }) => url === RETRY).map(({ data }) => data)).toEqual([{ ids: [8] }, {}]);
      expect(host.sent.find(({ url }) => url === FAILED)?.params).toEqual({ filterByTk: 5, page: 1, pageSize: 20 });
    });

    test('are none in most cases', async () => {
      renderInHost(<BotsTab />, { [LIST]: [bot], [FAILED]: { updates: [], count: 0 } });
      await open();
      expect(await screen.findByText('Every update received could be processed.')).toBeTruthy();
      expect(screen.getByText('Try all again').closest('button')?.disabled).toBe(true);
    });

    test('say why they cannot be shown or tried again', async () => {
      renderInHost(<BotsTab />, { [LIST]: [bot], [FAILED]: serverError(500, 'Not now') });
      await open();
      expect(await screen.findByText('Not now')).toBeTruthy();
    });
  });
});
