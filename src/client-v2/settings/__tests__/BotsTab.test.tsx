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
    expect(host.sent.map(({ url }) => url)).toEqual([LIST]);
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
});
