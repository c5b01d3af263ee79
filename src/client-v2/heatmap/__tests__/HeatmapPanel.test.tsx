import { fireEvent, screen, waitFor } from '@testing-library/react';
import React from 'react';
import { renderInHost, serverError } from '../../__tests__/support';
import { HeatmapPanel } from '../HeatmapPanel';
import { layoutOf } from '../layout';
import { DEFAULT_OPTIONS } from '../options';
import { smallAnswer } from './fixtures';

const ACTION = 'communityAnalytics:heatmap';
const panel = (onOpenPopup?: (id: number | string) => void) => (
  <HeatmapPanel options={DEFAULT_OPTIONS} onOpenPopup={onOpenPopup} />
);

describe('the heatmap panel', () => {
  test('shows the matrix, its legend and the number of members', async () => {
    renderInHost(panel(), { [ACTION]: smallAnswer() });
    const grid = await screen.findByRole('grid');
    expect(grid.getAttribute('aria-rowcount')).toBe('2');
    expect(grid.getAttribute('aria-colcount')).toBe('3');
    expect(screen.getByLabelText('Legend').textContent).toContain('Medium');
    expect(screen.getByText('2 members')).toBeTruthy();
  });

  test('says what to do when nothing is there', async () => {
    renderInHost(panel(), { [ACTION]: { ...smallAnswer(), members: [], groups: [], total: 0 } });
    expect(await screen.findByText(/Import a chat export or connect a bot/)).toBeTruthy();
  });

  test('shows the server’s reason and tries again', async () => {
    let calls = 0;
    renderInHost(panel(), { [ACTION]: () => (++calls === 1 ? serverError(500, 'disk full') : smallAnswer()) });
    expect(await screen.findByText('disk full')).toBeTruthy();
    fireEvent.click(screen.getByText('Try again'));
    expect(await screen.findByRole('grid')).toBeTruthy();
  });

  test('tells a reader without the right that this is why', async () => {
    renderInHost(panel(), { [ACTION]: serverError(403, 'No permissions') });
    expect(await screen.findByText('Your role may not view these members.')).toBeTruthy();
  });

  test('searches by name, from the first page', async () => {
    const { host } = renderInHost(panel(), { [ACTION]: smallAnswer() });
    await screen.findByRole('grid');
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'ada' } });
    await waitFor(() => expect(host.sent).toHaveLength(2));
    expect(host.sent[1].params).toMatchObject({ filter: '{"displayName":{"$includes":"ada"}}', page: 1 });
  });

  test('is worked by keyboard: arrows speak the cell, Enter opens the member', async () => {
    const open = jest.fn();
    renderInHost(panel(open), { [ACTION]: smallAnswer() });
    const grid = await screen.findByRole('grid');
    fireEvent.focus(grid);
    fireEvent.keyDown(grid, { key: 'ArrowDown' });
    expect(screen.getByRole('gridcell').getAttribute('aria-label')).toContain(
      'Bo (At risk) in General: level None, score 10',
    );
    fireEvent.keyDown(grid, { key: 'ArrowRight' });
    expect(screen.getByRole('gridcell').getAttribute('aria-label')).toBe('Bo (At risk) in Design: not a member');
    fireEvent.keyDown(grid, { key: 'Enter' });
    expect(open).toHaveBeenCalledWith(12);
  });

  test('opens the member that is clicked, also where a touch never moved before', async () => {
    const open = jest.fn();
    renderInHost(panel(open), { [ACTION]: smallAnswer() });
    const grid = await screen.findByRole('grid');
    const { left, top, cellHeight } = layoutOf(2, 3, DEFAULT_OPTIONS.density, 0);
    fireEvent.pointerDown(grid);
    fireEvent.click(grid, { clientX: left + 2, clientY: top + cellHeight + 2 });
    fireEvent.click(grid, { clientX: 5, clientY: top + 2 });
    fireEvent.click(grid, { clientX: left + 2, clientY: 5 });
    expect(open.mock.calls).toEqual([[12], [11]]);
  });

  test('opens its own card where no pop-up is designed', async () => {
    const { host } = renderInHost(panel(), {
      [ACTION]: smallAnswer(),
      'communityMembers:get': { id: 11, displayName: 'Ada L.', stage: 'core', engagementScore: 90.4 },
      'communityMemberships:list': [{ id: 1, group: { id: 1, title: 'General' }, level: 'high', posts: 120 }],
    });
    const grid = await screen.findByRole('grid');
    fireEvent.focus(grid);
    fireEvent.keyDown(grid, { key: 'Enter' });
    expect(await screen.findByText('Ada L.')).toBeTruthy();
    expect(await screen.findByText('General')).toBeTruthy();
    expect(host.sent.map(({ url }) => url)).toContain('communityMemberships:list');
  });
});
