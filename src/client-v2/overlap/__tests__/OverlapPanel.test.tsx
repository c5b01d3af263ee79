import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import React, { type ReactElement } from 'react';
import { renderInHost, serverError } from '../../__tests__/support';
import { CommunityOverlapBlockModel } from '../CommunityOverlapBlockModel';
import { DEFAULT_OPTIONS, withDefaults, type OverlapOptions } from '../options';
import { OverlapPanel } from '../OverlapPanel';
import { smallCold, smallFlow, smallInvitable, smallOverlap } from './fixtures';

const action = (name: string) => `communityAnalytics:${name}`;

const show = (answers: Record<string, unknown> = {}, options: Partial<OverlapOptions> = {}) =>
  renderInHost(<OverlapPanel options={{ ...DEFAULT_OPTIONS, ...options }} />, {
    [action('overlap')]: smallOverlap(),
    [action('flow')]: smallFlow(),
    [action('coldGroups')]: smallCold(),
    [action('invitable')]: smallInvitable(),
    ...answers,
  });

const rowsOf = (table: HTMLElement) =>
  within(table)
    .getAllByRole('row')
    .map((row) => row.textContent);

describe('shared members', () => {
  test('are asked for with the thresholds of the settings, per cent as shares', async () => {
    const { host } = show({}, { interlinkCoefficient: 45, groups: [1, 2], members: 'present' });
    await screen.findByTestId('community-overlap-matrix');
    expect(host.sent.find(({ url }) => url === action('overlap'))?.params).toMatchObject({
      interlinkCoefficient: 0.45,
      minShared: 5,
      groups: '1,2',
      members: 'present',
    });
  });

  test('come with communities and with hints that name numbers and thresholds', async () => {
    show();
    expect(await screen.findByText('A · Tea, Tea trade')).toBeTruthy();
    expect(screen.getByText(/Modularity 0.42/)).toBeTruthy();
    expect(
      screen.getByText(
        '“Tea” and “Tea trade” have 40 members in common, 80% of the smaller group (from 80%), which has 50% of the larger one’s members (from 50%): they could be one group.',
      ),
    ).toBeTruthy();
    expect(
      screen.getByText(
        /^Of 200 members of “Chess”, 90 \(45%\) are at home in community A, 60 \(30%\) are at home in community B \(from 25% each\), and only 10% of them/,
      ),
    ).toBeTruthy();
    expect(screen.getByText('The strongest 2 of 121.')).toBeTruthy();
    fireEvent.click(screen.getByText('Interlink 0'));
    expect(screen.getByText('Nothing reaches the thresholds.')).toBeTruthy();
  });

  test('are told from cell to cell by the keyboard', async () => {
    show();
    const matrix = await screen.findByTestId('community-overlap-matrix');
    fireEvent.keyDown(matrix, { key: 'ArrowRight' });
    expect(screen.getByRole('tooltip').textContent).toBe(
      'Tea – Tea trade40 shared members80% of “Tea trade”, the smaller group36% of all members of the two (Jaccard)Community A',
    );
    fireEvent.keyDown(matrix, { key: 'ArrowLeft' });
    expect(screen.getByRole('tooltip').textContent).toBe('Tea100 membersCommunity A');
  });

  test('are a table for those who do not see the picture', async () => {
    show();
    const table = await screen.findByRole('table', { name: 'Pairs of groups that share most members' });
    expect(rowsOf(table).slice(1)).toEqual(['TeaTea trade4080%36%', 'TeaChess66%2%']);
  });

  test('of one group alone cannot be compared', async () => {
    show({ [action('overlap')]: { ...smallOverlap(), groups: smallOverlap().groups.slice(0, 1) } });
    expect(await screen.findByText('There are fewer than two groups with members to compare.')).toBeTruthy();
  });

  test('a failure gives the server’s reason and another try', async () => {
    let calls = 0;
    show({ [action('overlap')]: () => (++calls === 1 ? serverError(400, 'too many groups') : smallOverlap()) });
    expect(await screen.findByText('too many groups')).toBeTruthy();
    fireEvent.click(screen.getByText('Try again'));
    expect(await screen.findByTestId('community-overlap-matrix')).toBeTruthy();
  });
});

describe('forwarded content', () => {
  test('stands beside the share that could be traced', async () => {
    show({}, { view: 'flow' });
    expect(
      await screen.findByText('Of 80 forwards seen in tracked groups, 20 (25%) could be traced to a group.'),
    ).toBeTruthy();
    expect(screen.getByText(/5 by the chat that Telegram names, 15 by the same text/)).toBeTruthy();
    expect(screen.getByText(/a lower bound/)).toBeTruthy();
    const rows = screen.getAllByRole('row').map((row) => row.textContent);
    expect(rows).toEqual(expect.arrayContaining(['TeaTea trade124', 'ChessTea51']));
  });

  test('none seen is said', async () => {
    show({ [action('flow')]: { ...smallFlow(), forwards: 0, examined: 0, links: [] } }, { view: 'flow' });
    expect(await screen.findByText('No forwards were seen in tracked groups in this period.')).toBeTruthy();
  });
});

describe('quiet groups', () => {
  test('say why, and lead to whom they could invite and to the members’ cards', async () => {
    const { host } = show(
      { 'communityMembers:get': { id: 7, displayName: 'Ada L.' }, 'communityMemberships:list': [] },
      { view: 'cold', coldPast: 40 },
    );
    expect(await screen.findByText('20% of its own past')).toBeTruthy();
    expect(screen.getByText('25% of related groups')).toBeTruthy();
    expect(host.sent.find(({ url }) => url === action('coldGroups'))?.params).toMatchObject({
      coldPast: 0.4,
      coldRelated: 0.5,
      minShared: 5,
    });
    fireEvent.click(screen.getByLabelText('Whom “Tea trade” could invite'));
    expect(await screen.findByText('Tea · 62')).toBeTruthy();
    expect(screen.getByText('Never started the bot')).toBeTruthy();
    fireEvent.click(screen.getByText('Only members whom the bot may write to'));
    await waitFor(() => expect(host.sent.at(-1)?.params).toMatchObject({ group: 2, reachable: 'only', page: 1 }));
    fireEvent.click(screen.getByRole('button', { name: '=Ada, "the first"' }));
    expect(await screen.findByText('Ada L.')).toBeTruthy();
  });

  test('whom to invite is saved as a file that runs no formulas', async () => {
    const parts: Blob[] = [];
    URL.createObjectURL = (blob) => {
      parts.push(blob as Blob);
      return 'blob:1';
    };
    URL.revokeObjectURL = () => undefined;
    show({}, { view: 'cold' });
    fireEvent.click(await screen.findByLabelText('Whom “Tea trade” could invite'));
    await screen.findByText('Tea · 62');
    fireEvent.click(screen.getByText('Save as CSV'));
    await waitFor(() => expect(parts).toHaveLength(1));
    const text = await new Promise<string>((resolve) => {
      const reader = new FileReader();
      reader.onload = () => resolve(String(reader.result));
      reader.readAsText(parts[0]);
    });
    expect(text.split('\r\n')[1]).toBe(`7,"'=Ada, ""the first""",Tea,61,,never_started,2026-01-30T00:00:00.000Z,22.4`);
  });

  test('none is said, with how many were looked at', async () => {
    show({ [action('coldGroups')]: { ...smallCold(), cold: [] } }, { view: 'cold' });
    expect(await screen.findByText('None of 3 groups is quiet by these thresholds.')).toBeTruthy();
  });
});

interface Declared {
  flows: Map<string, { steps: Record<string, { handler?(ctx: unknown, params: unknown): void }> }>;
}

test('the block hands its saved settings to the panel, defaults for the rest', () => {
  const model = new CommunityOverlapBlockModel({});
  const { flows } = CommunityOverlapBlockModel as unknown as Declared;
  flows.get('communityOverlapSettings')?.steps.options.handler?.({ model }, { measure: 'shared', mergeSize: null });
  const { options } = (model.renderComponent() as ReactElement<{ options: OverlapOptions }>).props;
  expect(options).toEqual({ ...DEFAULT_OPTIONS, measure: 'shared' });
  expect(withDefaults(undefined)).toEqual(DEFAULT_OPTIONS);
});
