import { fireEvent, screen, waitFor } from '@testing-library/react';
import React from 'react';
import { renderInHost, serverError } from '../../__tests__/support';
import { HeatmapPanel } from '../HeatmapPanel';
import { layoutOf } from '../layout';
import { DEFAULT_OPTIONS } from '../options';
import { compactHeatmap } from '../../../common/heatmapCompact';
import { smallAnswer } from './fixtures';

const ACTION = 'communityAnalytics:heatmap';
/** The small matrix as the server sends it. */
const sent = (part: Partial<ReturnType<typeof smallAnswer>> = {}) => compactHeatmap({ ...smallAnswer(), ...part });
const NO_CELLS = { member: [], group: [], score: [], level: [], posts: [], lastActiveAt: [] };
const panel = (onOpenPopup?: (id: number | string) => void) => (
  <HeatmapPanel options={DEFAULT_OPTIONS} onOpenPopup={onOpenPopup} />
);

describe('the heatmap panel', () => {
  test('shows the matrix, its legend and the number of members', async () => {
    renderInHost(panel(), { [ACTION]: sent() });
    const grid = await screen.findByRole('grid');
    expect(grid.getAttribute('aria-rowcount')).toBe('3');
    expect(grid.getAttribute('aria-colcount')).toBe('4');
    expect(screen.getByLabelText('Legend').textContent).toContain('Medium');
    expect(screen.getByText('2 members')).toBeTruthy();
  });

  test('says what to do when nothing is there', async () => {
    renderInHost(panel(), { [ACTION]: sent({ members: [], groups: [], cells: NO_CELLS, total: 0 }) });
    expect(await screen.findByText(/Import a chat export or connect a bot/)).toBeTruthy();
  });

  test('shows the server’s reason and tries again', async () => {
    let calls = 0;
    renderInHost(panel(), { [ACTION]: () => (++calls === 1 ? serverError(500, 'disk full') : sent()) });
    expect(await screen.findByText('disk full')).toBeTruthy();
    fireEvent.click(screen.getByText('Try again'));
    expect(await screen.findByRole('grid')).toBeTruthy();
  });

  test('tells a reader without the right that this is why', async () => {
    renderInHost(panel(), { [ACTION]: serverError(403, 'No permissions') });
    expect(await screen.findByText('Your role may not view these members.')).toBeTruthy();
  });

  test('searches by name, from the first page', async () => {
    const { host } = renderInHost(panel(), { [ACTION]: sent() });
    await screen.findByRole('grid');
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'ada' } });
    const asked = () => host.sent.filter(({ url }) => url === ACTION);
    await waitFor(() => expect(asked()).toHaveLength(2));
    expect(asked()[1].params).toMatchObject({ filter: '{"displayName":{"$includes":"ada"}}', page: 1 });
  });

  test('is worked by keyboard: arrows speak the cell, Enter opens the member', async () => {
    const open = jest.fn();
    renderInHost(panel(open), { [ACTION]: sent() });
    const grid = await screen.findByRole('grid');
    fireEvent.focus(grid);
    fireEvent.keyDown(grid, { key: 'ArrowDown' });
    expect(screen.getByRole('gridcell', { selected: true }).getAttribute('aria-label')).toContain(
      'Bo (At risk) in General: level None, score 10',
    );
    fireEvent.keyDown(grid, { key: 'ArrowRight' });
    expect(screen.getByRole('gridcell', { selected: true }).getAttribute('aria-label')).toBe(
      'Bo (At risk) in Design: not a member',
    );
    fireEvent.keyDown(grid, { key: 'Enter' });
    expect(open).toHaveBeenCalledWith(12);
  });

  test('opens the member that is clicked, also where a touch never moved before', async () => {
    const open = jest.fn();
    renderInHost(panel(open), { [ACTION]: sent() });
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
      [ACTION]: sent(),
      'communityMembers:get': { id: 11, displayName: 'Ada L.', stage: 'core', engagementScore: 90.4 },
    });
    const grid = await screen.findByRole('grid');
    fireEvent.focus(grid);
    fireEvent.keyDown(grid, { key: 'Enter' });
    expect(await screen.findByText('Ada L.')).toBeTruthy();
    expect(host.sent.map(({ url }) => url)).toContain('communityMembers:get');
  });

  test('is a table for screen readers', async () => {
    renderInHost(panel(), { [ACTION]: sent() });
    await screen.findByRole('grid');
    expect(screen.getAllByRole('columnheader').map(({ textContent }) => textContent)).toContain('General');
    expect(screen.getAllByRole('rowheader').map(({ textContent }) => textContent)).toContain('Ada');
  });

  test('shift and arrows select a rectangle; its members get a tag', async () => {
    const { host } = renderInHost(panel(), {
      [ACTION]: sent(),
      'communityTags:list': [{ id: 4, title: 'Spreader', key: 'spreader' }],
      'communityTagging:add': { members: 2, changed: 2 },
    });
    const grid = await screen.findByRole('grid');
    fireEvent.focus(grid);
    fireEvent.keyDown(grid, { key: 'ArrowDown', shiftKey: true });
    const selection = await screen.findByTestId('community-heatmap-selection');
    expect(selection.textContent).toContain('2 members active in 1 groups: 2 cells');
    fireEvent.click(screen.getByText('Add tag'));
    fireEvent.mouseDown(await screen.findByRole('combobox', { name: 'Tag' }));
    fireEvent.click(await screen.findByTitle('Spreader'));
    fireEvent.click(screen.getAllByText('Add tag')[1]);
    await waitFor(() =>
      expect(host.sent.find(({ url }) => url === 'communityTagging:add')?.data).toEqual({ tag: 4, members: [11, 12] }),
    );
  });

  test('the rectangle becomes a segment', async () => {
    const { host } = renderInHost(panel(), {
      [ACTION]: sent(),
      'communityTags:list': [],
      'communitySegmentRuns:list': [],
      'communitySegments:create': { id: 3, key: 'brushed', title: 'Brushed' },
      'communitySegmentRuns:add': { named: 2, changed: 2 },
    });
    const grid = await screen.findByRole('grid');
    fireEvent.keyDown(grid, { key: 'a', ctrlKey: true });
    fireEvent.click(await screen.findByText('Make a segment'));
    fireEvent.change(await screen.findByLabelText('New list'), { target: { value: ' Brushed ' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(host.sent.find(({ url }) => url === 'communitySegmentRuns:add')?.data).toEqual({
        segment: 'brushed',
        members: [11, 12],
      }),
    );
    expect(host.sent.find(({ url }) => url === 'communitySegments:create')?.data).toEqual({
      title: 'Brushed',
      mode: 'static',
    });
  });

  test('the rectangle opens as a table, in the order of the rows', async () => {
    const { host } = renderInHost(panel(), {
      [ACTION]: sent(),
      'communityTags:list': [],
      'communityMembers:list': [
        { id: 12, displayName: 'Bo', stage: 'at_risk', engagementScore: 10 },
        { id: 11, displayName: 'Ada', stage: 'core', engagementScore: 90 },
      ],
    });
    const grid = await screen.findByRole('grid');
    fireEvent.keyDown(grid, { key: 'a', ctrlKey: true });
    fireEvent.click(await screen.findByText('Open as a table'));
    const names = () => Array.from(document.querySelectorAll('.ant-table-row button'), (link) => link.textContent);
    await waitFor(() => expect(names()).toEqual(['Ada', 'Bo']));
    expect(host.sent.find(({ url }) => url === 'communityMembers:list')?.params).toMatchObject({
      filter: '{"id":{"$in":[11,12]}}',
    });
    fireEvent.keyDown(grid, { key: 'Escape' });
    await waitFor(() => expect(screen.queryByTestId('community-heatmap-selection')).toBeNull());
  });

  test('another comparison or order of the groups needs no other answer', async () => {
    const { host } = renderInHost(panel(), { [ACTION]: sent(), 'communityTags:list': [] });
    await screen.findByRole('grid');
    fireEvent.mouseDown(screen.getByRole('combobox', { name: 'Order of the groups' }));
    fireEvent.click(await screen.findByTitle('Title A to Z'));
    await waitFor(() =>
      expect(screen.getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual(['Member', 'Unnamed']),
    );
    expect(host.sent.filter(({ url }) => url === ACTION)).toHaveLength(1);
  });
});
