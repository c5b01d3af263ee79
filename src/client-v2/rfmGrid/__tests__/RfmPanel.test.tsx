import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import React from 'react';
import { DEFAULT_RFM, type RfmGrid } from '../../../common/rfm';
import { renderInHost, serverError } from '../../__tests__/support';
import { moved } from '../cells';
import { DEFAULT_OPTIONS } from '../options';
import { RfmPanel } from '../RfmPanel';

const grid = (more: Partial<RfmGrid> = {}): RfmGrid => ({
  settings: { ...DEFAULT_RFM, silentDays: 45 },
  monetary: 'purchases',
  computedAt: Date.UTC(2026, 2, 1),
  cells: [
    { recency: 5, frequency: 5, members: 8, monetary: 4.5 },
    { recency: 1, frequency: 2, members: 2, monetary: 1 },
  ],
  tiers: [
    { key: 'high_value', members: 6 },
    { key: 'potential', members: 2 },
    { key: 'silent', members: 2 },
    { key: 'churned', members: 0 },
  ],
  without: 3,
  ...more,
});

const show = (answer: unknown = grid()) =>
  renderInHost(<RfmPanel options={DEFAULT_OPTIONS} />, {
    'communityRfm:grid': answer,
    'communityMembers:list': [{ id: 7, displayName: 'Ada' }],
  });
const asked = (host: { sent: Array<{ url: string; params?: Record<string, unknown> }> }) =>
  host.sent.filter(({ url }) => url === 'communityMembers:list').map(({ params }) => params?.filter);

test('members stand by recency and frequency, and lead to who they are', async () => {
  const { host } = show();
  const best = await screen.findByTitle('Recency 5, frequency 5: 8 members, money 4.5 of 5');
  expect(screen.getAllByTitle(/^Recency \d/)).toHaveLength(25);
  expect(screen.getByText(/Money is taken from purchases/).textContent).toContain('they came since: 3.');
  fireEvent.click(screen.getByTitle('Recency 3, frequency 3: 0 members'));
  expect(asked(host)).toEqual([]);
  fireEvent.click(best);
  expect(await screen.findByText('Ada')).toBeTruthy();
  expect(asked(host)[0]).toBe('{"$and":[{"rfmRecency":{"$eq":5}},{"rfmFrequency":{"$eq":5}}]}');
});

test('one cell is reached by Tab, the others by the arrow keys', async () => {
  show();
  const best = await screen.findByTitle(/^Recency 5, frequency 5/);
  expect(screen.getAllByTitle(/^Recency \d/).filter(({ tabIndex }) => tabIndex === 0)).toEqual([best]);
  act(() => best.focus());
  fireEvent.keyDown(best, { key: 'ArrowDown' });
  expect(document.activeElement?.getAttribute('title')).toBe('Recency 4, frequency 5: 0 members');
  expect(best.tabIndex).toBe(-1);
  expect(moved({ row: 4, column: 0 }, 'ArrowDown')).toEqual({ row: 4, column: 0 });
  expect(moved({ row: 2, column: 3 }, 'Home')).toEqual({ row: 2, column: 0 });
  expect(moved({ row: 2, column: 3 }, 'Enter')).toBeNull();
});

test('tiers tell the limits in force, and lead to their members', async () => {
  const { host } = show();
  const tiers = within(await screen.findByLabelText('Value tiers'));
  expect(tiers.getByText('45 days without a post')).toBeTruthy();
  expect(tiers.getByText('60%')).toBeTruthy();
  fireEvent.click(tiers.getByLabelText('Silent tier: 2 members'));
  await waitFor(() => expect(asked(host)[0]).toBe('{"rfmTier":{"$eq":"silent"}}'));
});

test('before the first run, and for those who may not know', async () => {
  const { unmount } = show(grid({ computedAt: null, cells: [] }));
  expect(await screen.findByText(/worked out by the next run/)).toBeTruthy();
  unmount();
  show(serverError(403, 'No permissions'));
  expect(await screen.findByText('Your role may not view these members.')).toBeTruthy();
});
