import { fireEvent, screen, waitFor } from '@testing-library/react';
import React from 'react';
import { renderInHost, serverError } from '../../__tests__/support';
import { Completeness } from '../bots/Completeness';

const gap = {
  id: 1,
  reason: 'downtime',
  fromAt: '2026-01-01T00:00:00.000Z',
  toAt: '2026-01-03T00:00:00.000Z',
  filledAt: null,
  group: { title: 'Tea lovers' },
  connectionId: 5,
};
const BOTS = new Map([['5', 'Support bot']]);
const base = { 'communityGaps:list': [gap], 'communitySettings:get': { checksPerMinute: 20 } };

describe('gaps and the roster', () => {
  test('says what is missing, since when, and what helps', async () => {
    const lasting = { ...gap, id: 2, reason: 'rights', toAt: null, group: { title: 'Runners' } };
    renderInHost(<Completeness bots={BOTS} />, { ...base, 'communityGaps:list': [gap, lasting] });
    expect(await screen.findByText('Tea lovers')).toBeTruthy();
    expect(screen.getAllByText('Support bot')).toHaveLength(2);
    expect(screen.getByText('Import an export of the group.')).toBeTruthy();
    expect(screen.getByText('It lasts')).toBeTruthy();
    expect(screen.getByText('Make the bot an administrator.')).toBeTruthy();
  });

  test('says when there is none, and when they cannot be loaded', async () => {
    const { unmount } = renderInHost(<Completeness bots={BOTS} />, { ...base, 'communityGaps:list': [] });
    expect(await screen.findByText('No gap is known.')).toBeTruthy();
    unmount();
    renderInHost(<Completeness bots={BOTS} />, {
      ...base,
      'communityGaps:list': serverError(500, 'database is locked'),
    });
    expect(await screen.findByText('The gaps could not be loaded.')).toBeTruthy();
  });

  test('saves the pace when the field is left', async () => {
    const { host } = renderInHost(<Completeness bots={BOTS} />, {
      ...base,
      'communitySettings:save': { checksPerMinute: 5 },
    });
    const field = await screen.findByLabelText('Questions a minute about members and groups');
    fireEvent.change(field, { target: { value: '5' } });
    fireEvent.blur(field);
    await waitFor(() => expect(host.sent.some(({ url }) => url === 'communitySettings:save')).toBe(true));
    expect(host.sent.find(({ url }) => url === 'communitySettings:save')?.data).toEqual({ checksPerMinute: 5 });
  });
});
