import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import React from 'react';
import { renderInHost, serverError } from '../../__tests__/support';
import { averages } from '../cohorts';
import { DEFAULT_OPTIONS, type RetentionOptions } from '../options';
import { RetentionPanel } from '../RetentionPanel';
import { retentionParams } from '../useRetention';
import { smallRetention } from './fixtures';

interface Drawn {
  data: Array<{ week: string; kind: string; members: number; complete: boolean }>;
}
let drawn: Drawn | undefined;

// the drawing library needs a canvas, which jsdom has not
jest.mock('@ant-design/plots', () => ({
  Column: (props: Drawn) => {
    drawn = props;
    return <div data-testid="columns" />;
  },
}));

const ACTION = 'communityAnalytics:retention';
const show = (answers: Record<string, unknown> = {}, options: Partial<RetentionOptions> = {}) =>
  renderInHost(<RetentionPanel options={{ ...DEFAULT_OPTIONS, ...options }} />, {
    [ACTION]: smallRetention(),
    'communityGroups:list': [{ id: 3, title: 'General' }],
    'communityGroups:get': { id: 5, title: 'Design' },
    ...answers,
  });

describe('the triangle of cohorts', () => {
  test('has a row for each week of new members and a column for each week since', async () => {
    show();
    const table = await screen.findByRole('table', { name: 'Cohorts' });
    expect([...table.querySelectorAll('tr')].map((row) => [...row.children].map((cell) => cell.textContent))).toEqual([
      ['New in the week of', 'Members', '0', '1', '2'],
      ['Mar 2', '10', '80%', '50%', '10%'],
      ['Mar 9', '4', '50%', '25%'],
      ['All cohorts', '', '71%', '50%', '–'],
    ]);
  });

  test('hatches weeks that are not over and leaves them out of the last row', async () => {
    show();
    const table = await screen.findByRole('table', { name: 'Cohorts' });
    const open = [...table.querySelectorAll('[data-complete="false"]')];
    expect(open.map((cell) => cell.textContent)).toEqual(['10%', '25%']);
    expect(open.every((cell) => (cell as HTMLElement).style.backgroundImage.includes('repeating'))).toBe(true);
    expect(screen.getByText(/Hatched: the week is not over yet/)).toBeTruthy();
    expect(averages(smallRetention())).toEqual([10 / 14, 0.5, null]);
  });

  test('says the numbers behind a share, to the pointer and to a screen reader', async () => {
    show();
    const text = 'Of 10 members new in the week of Mar 2, 5 (50%) were active in week 1.';
    fireEvent.mouseEnter(await screen.findByLabelText(text));
    expect(screen.getByText(text)).toBeTruthy();
    expect(screen.getByLabelText(/Of 4 .* That week is not over yet\./)).toBeTruthy();
  });

  test('says for how many the join was not seen', async () => {
    show();
    expect(await screen.findByText(/For 3 of them the join was not seen/)).toBeTruthy();
  });
});

describe('the active members by week', () => {
  test('stand above zero, those who fell silent below; an open week is marked', async () => {
    show();
    await screen.findByTestId('columns');
    expect(drawn?.data.filter(({ week }) => week === 'Mar 9')).toEqual([
      { week: 'Mar 9', kind: 'New members', members: 2, complete: true },
      { week: 'Mar 9', kind: 'Returning', members: 5, complete: true },
      { week: 'Mar 9', kind: 'Back again', members: 1, complete: true },
      { week: 'Mar 9', kind: 'Fell silent', members: -6, complete: true },
    ]);
    expect(drawn?.data.filter(({ complete }) => !complete)).toHaveLength(4);
    expect(screen.getByText(/The last week is not over yet and drawn faintly/)).toBeTruthy();
  });

  test('are a table for those who do not see the drawing', async () => {
    show();
    const table = await screen.findByRole('table', { name: 'Active members by week' });
    expect(within(table).getByText('Mar 16 (not over yet)').parentElement?.textContent).toBe(
      'Mar 16 (not over yet)0206',
    );
  });
});

describe('the reader chooses', () => {
  const asked = (host: { sent: Array<{ url: string; params?: object }> }) =>
    host.sent.filter(({ url }) => url === ACTION).map(({ params }) => params);

  const choose = (label: string, option: string) => {
    fireEvent.mouseDown(screen.getByRole('combobox', { name: label }));
    fireEvent.click(screen.getByTitle(option));
  };

  test('what makes a member new, how many weeks, which group', async () => {
    const { host } = show();
    await screen.findByRole('table', { name: 'Cohorts' });
    choose('New by', 'New: First message');
    await waitFor(() => expect(asked(host)).toHaveLength(2));
    expect(asked(host)[1]).toMatchObject({ basis: 'firstMessage' });
    fireEvent.mouseDown(screen.getByRole('combobox', { name: 'Group' }));
    fireEvent.click(await screen.findByTitle('General'));
    await waitFor(() => expect(asked(host)[2]).toMatchObject({ basis: 'firstMessage', group: 3 }));
  });

  test('starting from the settings', async () => {
    const { host } = show({}, { basis: 'firstSeen', weeks: 26, group: 5 });
    expect(await screen.findByText('Design')).toBeTruthy();
    expect(asked(host)[0]).toEqual(
      retentionParams({ basis: 'firstSeen', weeks: 26, group: 5, segments: [] }, Date.now()),
    );
  });

  test('so many weeks contain the present one', () => {
    const view = { basis: 'joined', weeks: 2, group: null, segments: [] as string[] } as const;
    expect(retentionParams(view, Date.UTC(2026, 2, 18))).toEqual({ basis: 'joined', from: '2026-03-11' });
  });
});

describe('where there is nothing to show', () => {
  test('it says so', async () => {
    const weeks = smallRetention().weeks.map((week) => ({ ...week, active: 0, dormant: 0 }));
    show({ [ACTION]: { ...smallRetention(), cohorts: [], weeks } });
    expect(await screen.findByText(/Nobody was new or active in these weeks/)).toBeTruthy();
  });

  test('a failure gives the server’s reason and another try', async () => {
    let calls = 0;
    show({ [ACTION]: () => (++calls === 1 ? serverError(500, 'disk full') : smallRetention()) });
    expect(await screen.findByText('disk full')).toBeTruthy();
    fireEvent.click(screen.getByText('Try again'));
    expect(await screen.findByRole('table', { name: 'Cohorts' })).toBeTruthy();
  });

  test('a missing right is said in words', async () => {
    show({ [ACTION]: serverError(403, 'No permissions') });
    expect(await screen.findByText('Your role may not view these members.')).toBeTruthy();
  });
});
