import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import React from 'react';
import type { LeaderboardAnswer } from '../../../common/leaderboard';
import { renderInHost, selectField, serverError } from '../../__tests__/support';
import { CommunityLeaderboardBlockModel } from '../CommunityLeaderboardBlockModel';
import { leaderboardCsv } from '../csv';
import { LeaderboardPanel } from '../LeaderboardPanel';
import { DEFAULT_OPTIONS, withDefaults, type LeaderboardOptions } from '../options';
import { changed, viewOf } from '../query';
import { initials } from '../RankTable';

const ACTION = 'communityAnalytics:leaderboard';

const row = (
  rank: number,
  id: number,
  name: string | null,
  points: number,
  before: [number | null, number] | null,
) => ({
  ...{ rank, id, name, stage: 'core', persona: rank === 1 ? 'dormant' : null, score: 50, level: null },
  figures: { points, posts: points },
  previous: before && { rank: before[0], figures: { points: before[1], posts: before[1] } },
});

const small = (): LeaderboardAnswer => ({
  ...{ board: 'contributors', by: 'points', who: 'people', group: null, timeZone: 'UTC' },
  period: { from: '2025-03-01', to: '2025-03-30' },
  previous: { from: '2025-01-30', to: '2025-02-28' },
  members: [
    row(1, 7, 'Ada Lovelace', 40, [3, 20]),
    row(2, 8, null, 20.5, [null, 0]),
    row(2, 9, '=Cy, "C"', 20.5, [1, 30]),
    row(4, 10, 'Di', 10, [4, 10]),
  ],
  total: 4,
  page: 1,
  pageSize: 10,
});

const show = (answers: Record<string, unknown> = {}, options: Partial<LeaderboardOptions> = {}) =>
  renderInHost(<LeaderboardPanel options={{ ...DEFAULT_OPTIONS, ...options }} />, {
    [ACTION]: small(),
    'communityGroups:list': [{ id: 3, title: 'General' }],
    'communityTags:list': [{ id: 4, key: 'vip', title: 'VIP' }],
    'communitySegments:list': [{ id: 9, key: 'silent', title: 'Silent' }],
    ...answers,
  });
const asked = (host: { sent: Array<{ url: string; params?: object }> }) =>
  host.sent.filter(({ url }) => url === ACTION).map(({ params }) => params);

describe('the places', () => {
  test('are told with what changed since the period before', async () => {
    show();
    const table = await screen.findByRole('table');
    const rows = within(table).getAllByRole('row').slice(1);
    const texts = rows.map((line) => line.textContent);
    expect(texts.find((text) => text?.includes('Ada Lovelace'))).toMatch(/^1 2AL.*40before: 20/);
    expect(within(table).getByLabelText('Up by 2, from place 3')).toBeTruthy();
    expect(within(table).getByLabelText('Down by 1, from place 1')).toBeTruthy();
    expect(within(table).getByLabelText('The same place as before')).toBeTruthy();
    expect(within(table).getByText('New entry')).toBeTruthy();
    expect(within(table).getByText('Unnamed')).toBeTruthy();
  });

  test('lead to the member’s card', async () => {
    show({ 'communityMembers:get': { id: 7, displayName: 'Ada L.' }, 'communityMemberships:list': [] });
    fireEvent.click(await screen.findByText('Ada Lovelace'));
    expect(await screen.findByText('Ada L.')).toBeTruthy();
  });

  test('can be taken along as CSV that no spreadsheet runs', () => {
    expect(leaderboardCsv(small()).split('\r\n').slice(0, 4)).toEqual([
      'rank,id,name,stage,persona,points,posts,previous_rank,previous_points,previous_posts',
      '1,7,Ada Lovelace,core,dormant,40,40,3,20,20',
      '2,8,,core,,20.5,20.5,,0,0',
      `2,9,"'=Cy, ""C""",core,,20.5,20.5,1,30,30`,
    ]);
  });
});

describe('the reader chooses', () => {
  test('a board, which is ranked by its own figure and says what it sees', async () => {
    const { host } = show({
      [ACTION]: ({ params }: { params?: { board?: string } }) =>
        params?.board === 'spreaders'
          ? { ...small(), board: 'spreaders', by: 'forwards', members: [], total: 0 }
          : small(),
    });
    await screen.findByText('Ada Lovelace');
    fireEvent.click(screen.getByText('Spreaders'));
    expect(await screen.findByText(/Forwards seen in tracked groups/)).toBeTruthy();
    await waitFor(() => expect(asked(host).at(-1)).toMatchObject({ board: 'spreaders', by: 'forwards', page: 1 }));
    expect(await screen.findByText(/Nobody to rank in this period/)).toBeTruthy();
  });

  test('a group, and what contributors are ranked by', async () => {
    const { host } = show();
    await screen.findByText('Ada Lovelace');
    fireEvent.mouseDown(selectField('Ranked by'));
    fireEvent.click(await screen.findByTitle('Messages'));
    await waitFor(() => expect(asked(host).at(-1)).toMatchObject({ by: 'posts' }));
    fireEvent.mouseDown(selectField('Group'));
    fireEvent.click(await screen.findByTitle('General'));
    await waitFor(() => expect(asked(host).at(-1)).toMatchObject({ by: 'posts', group: 3 }));
  });

  test('whose places: by stage, tag and segment', async () => {
    const { host } = show();
    await screen.findByText('Ada Lovelace');
    expect(await screen.findByText('Dormant')).toBeTruthy();
    fireEvent.mouseDown(await waitFor(() => selectField('Segment')));
    fireEvent.click(await screen.findByTitle('Silent'));
    await waitFor(() => expect(asked(host).at(-1)).toMatchObject({ segment: 'silent' }));
    fireEvent.mouseDown(selectField('Tags'));
    fireEvent.click(await screen.findByTitle('VIP'));
    await waitFor(() =>
      expect(asked(host).at(-1)).toMatchObject({ segment: 'silent', filter: '{"tags":{"id":{"$in":[4]}}}' }),
    );
    fireEvent.click(screen.getByText('Clear filters'));
    await waitFor(() => expect(asked(host).at(-1)).not.toHaveProperty('segment'));
  });

  test('starting from the settings; whatever changes, reading starts on the first page', () => {
    const view = viewOf({ ...DEFAULT_OPTIONS, days: 7 }, new Date(2026, 2, 7));
    expect(view).toMatchObject({ from: '2026-03-01', to: '2026-03-07', page: 1 });
    const third = changed(view, { page: 3 });
    expect(third.page).toBe(3);
    expect(changed(third, { group: 5 }).page).toBe(1);
    expect(changed(view, { board: 'inviters' }).by).toBe('invites');
    expect(withDefaults({ board: 'spreaders', by: 'points' }).by).toBe('forwards');
  });
});

test('a failure gives the server’s reason and another try; a missing right is said in words', async () => {
  let calls = 0;
  const { unmount } = show({ [ACTION]: () => (++calls === 1 ? serverError(500, 'disk full') : small()) });
  expect(await screen.findByText('disk full')).toBeTruthy();
  fireEvent.click(screen.getByText('Try again'));
  await screen.findByText('Ada Lovelace');
  unmount();
  show({ [ACTION]: serverError(403, 'No permissions') });
  expect(await screen.findByText('Your role may not view these members.')).toBeTruthy();
});

test('initials are those of the first two words, in any script', () => {
  expect(['Ada King Lovelace', 'bo', '😀 x', '王小明', ''].map(initials)).toEqual(['AK', 'B', '😀X', '王', '']);
});

test('the block hands its saved settings to the panel, defaults for the rest', () => {
  const model = new CommunityLeaderboardBlockModel({});
  const { flows } = CommunityLeaderboardBlockModel as unknown as {
    flows: Map<string, { steps: Record<string, { handler?(ctx: unknown, params: unknown): void }> }>;
  };
  flows.get('communityLeaderboardSettings')?.steps.options.handler?.({ model }, { days: 90, group: null });
  const { options } = (model.renderComponent() as React.ReactElement<{ options: LeaderboardOptions }>).props;
  expect(options).toEqual({ ...DEFAULT_OPTIONS, days: 90 });
});
