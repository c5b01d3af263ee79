import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import React from 'react';
import { renderInHost, serverError } from '../../__tests__/support';
import { LifecyclePanel } from '../LifecyclePanel';
import { DEFAULT_OPTIONS, type LifecycleOptions } from '../options';
import { lastDays } from '../query';
import { smallLifecycle } from './fixtures';

interface Drawn {
  data: Array<{ source: string; target: string; value: number }>;
  onReady(plot: { chart: { on(name: string, handler: (event: unknown) => void): void } }): void;
}
let drawn: Drawn | undefined;

// the drawing library needs a canvas, which jsdom has not
jest.mock('@ant-design/plots', () => ({
  Sankey: (props: Drawn) => {
    drawn = props;
    return <div data-testid="sankey" />;
  },
}));

const ACTION = 'communityAnalytics:lifecycle';
const LIST = 'communityAnalytics:lifecycleMembers';
const members = {
  members: [{ id: 7, name: 'Ada', stage: 'active', stageSince: Date.UTC(2026, 1, 3), at: Date.UTC(2026, 1, 3) }],
  total: 1,
  page: 1,
  pageSize: 20,
};

const show = (answers: Record<string, unknown> = {}, options: Partial<LifecycleOptions> = {}) =>
  renderInHost(<LifecyclePanel options={{ ...DEFAULT_OPTIONS, ...options }} />, {
    [ACTION]: smallLifecycle(),
    [LIST]: members,
    ...answers,
  });

/** The card of a stage. */
const card = (stage: string) => {
  const found = screen.getAllByRole('listitem').find((item) => item.getAttribute('data-stage-card') === stage);
  return within(found as HTMLElement);
};

beforeEach(() => (drawn = undefined));

describe('the stages', () => {
  test('stand side by side with members, changes, median stay, retention and spend', async () => {
    show();
    await screen.findByRole('list', { name: 'Lifecycle stages' });
    expect(screen.getAllByRole('listitem').map((item) => item.getAttribute('data-stage-card'))).toEqual([
      'new',
      'active',
      'at_risk',
      'churned',
      'null',
    ]);
    const active = card('active');
    expect(active.getByText('Lively')).toBeTruthy();
    expect(active.getByLabelText('20 members in Lively now')).toBeTruthy();
    expect(active.getByLabelText('6 entered Lively in the period').textContent).toBe('+6');
    expect(active.getByLabelText('3 left Lively in the period').textContent).toBe('−3');
    expect(active.getByText('90%')).toBeTruthy();
    expect(active.getByText('2.5 EUR')).toBeTruthy();
    expect(card('new').getByText('3.3 days')).toBeTruthy();
    expect(card('churned').getByText('Came back')).toBeTruthy();
    expect(card('null').getByText('No stage yet')).toBeTruthy();
  });

  test('say nothing of money where the role may not read amounts', async () => {
    const answer = smallLifecycle();
    show({ [ACTION]: { ...answer, stages: answer.stages.map((stage) => ({ ...stage, spend: null })) } });
    await screen.findByRole('list', { name: 'Lifecycle stages' });
    expect(screen.queryByText('Average spend')).toBeNull();
  });

  test('amounts in several currencies are marked, not named in one', async () => {
    show({ [ACTION]: { ...smallLifecycle(), currencies: ['EUR', 'USD'] } });
    await screen.findByRole('list', { name: 'Lifecycle stages' });
    expect(card('active').getByText('2.5 *')).toBeTruthy();
  });

  test('lead to their members, and from there to each one’s card', async () => {
    const { host } = show({
      'communityMembers:get': { id: 7, displayName: 'Ada L.' },
      'communityMemberships:list': [],
    });
    fireEvent.click(await screen.findByLabelText('20 members in Lively now'));
    expect(await screen.findByText('Lively: members now')).toBeTruthy();
    expect(host.sent.at(-1)?.params).toMatchObject({ list: 'now', stage: 'active', page: 1 });
    fireEvent.click(await screen.findByRole('button', { name: 'Ada' }));
    expect(await screen.findByText('Ada L.')).toBeTruthy();
  });
});

describe('the flows', () => {
  test('are drawn between two columns, so that a way back is no circle', async () => {
    show();
    await screen.findByTestId('sankey');
    expect(drawn?.data).toEqual([
      { source: 'before:-', target: 'after:new', value: 6 },
      { source: 'before:new', target: 'after:active', value: 5 },
      { source: 'before:active', target: 'after:at_risk', value: 3 },
      { source: 'before:at_risk', target: 'after:active', value: 1 },
    ]);
  });

  test('are a table for those who do not see the drawing', async () => {
    show();
    const table = await screen.findByRole('table', { name: 'Every change of stage' });
    expect(
      within(table)
        .getAllByRole('row')
        .map((row) => row.textContent),
    ).toEqual(['FromToMembers', 'No stage yetNew member6', 'New memberLively5', 'LivelyAt risk3', 'At riskLively1']);
  });

  test('can show where members stood before and after; who stayed is counted in words', async () => {
    show();
    await screen.findByTestId('sankey');
    fireEvent.click(screen.getByText('Where members stood before and after'));
    await waitFor(() => expect(drawn?.data).toHaveLength(2));
    expect(screen.getByText(/7 who stand where they stood are not drawn/)).toBeTruthy();
  });

  test.each([
    [
      { source: { key: 'before:new' }, target: { key: 'after:active' } },
      { list: 'flow', stage: 'new', next: 'active' },
    ],
    [{ key: 'before:-' }, { list: 'left', stage: 'null' }],
    [{ key: 'after:at_risk' }, { list: 'entered', stage: 'at_risk' }],
  ])('a click on %j lists its members', async (datum, params) => {
    const { host } = show();
    await screen.findByTestId('sankey');
    let click: ((event: unknown) => void) | undefined;
    drawn?.onReady({ chart: { on: (_, handler) => (click = handler) } });
    act(() => click?.({ data: { data: datum } }));
    await waitFor(() => expect(host.sent.at(-1)?.url).toBe(LIST));
    expect(host.sent.at(-1)?.params).toMatchObject(params);
  });

  test('and conversions can be left out', async () => {
    show({}, { showFlows: false, showConversions: false });
    await screen.findByRole('list', { name: 'Lifecycle stages' });
    expect(screen.queryByText('Flows')).toBeNull();
    expect(screen.queryByText('Conversions')).toBeNull();
  });
});

describe('conversions', () => {
  test('are shares of stays, and lead to the members', async () => {
    const { host } = show();
    fireEvent.click(await screen.findByRole('button', { name: 'New member → Lively: 56%, 5 changes' }));
    expect(await screen.findByText('Changed from New member to Lively in the period')).toBeTruthy();
    expect(host.sent.at(-1)?.params).toMatchObject({ list: 'flow', stage: 'new', next: 'active' });
  });
});

describe('the period', () => {
  test('is what the settings say, up to today; which changes count too', async () => {
    const { host } = show({}, { days: 7, counted: 'asItHappened' });
    await screen.findByRole('list', { name: 'Lifecycle stages' });
    expect(host.sent.filter(({ url }) => url === ACTION)).toHaveLength(1);
    expect(host.sent.find(({ url }) => url === ACTION)?.params).toEqual({
      ...lastDays(7, new Date()),
      origins: 'live,manual',
    });
  });

  test('of so many days contains today', () => {
    expect(lastDays(7, new Date(2026, 2, 3, 1))).toEqual({ from: '2026-02-25', to: '2026-03-03' });
  });
});

describe('where there is nothing to show', () => {
  test('no member yet: import or connect', async () => {
    const answer = smallLifecycle();
    show({ [ACTION]: { ...answer, stages: answer.stages.map((stage) => ({ ...stage, members: 0 })) } });
    expect(await screen.findByText(/Import a chat export or connect a bot/)).toBeTruthy();
  });

  test('no run yet: start one', async () => {
    show({ [ACTION]: { ...smallLifecycle(), lastRun: null, stages: [smallLifecycle().stages[4]] } });
    expect(await screen.findByText(/Start "Score and classify now"/)).toBeTruthy();
    expect(screen.getByText('No run yet')).toBeTruthy();
  });

  test('a period without changes says so', async () => {
    show({ [ACTION]: { ...smallLifecycle(), flows: [], paths: [] } });
    expect(await screen.findByText('Nobody changed stage in this period.')).toBeTruthy();
  });

  test('a failure gives the server’s reason and another try', async () => {
    let calls = 0;
    show({ [ACTION]: () => (++calls === 1 ? serverError(500, 'disk full') : smallLifecycle()) });
    expect(await screen.findByText('disk full')).toBeTruthy();
    fireEvent.click(screen.getByText('Try again'));
    expect(await screen.findByRole('list', { name: 'Lifecycle stages' })).toBeTruthy();
  });

  test('a missing right is said in words', async () => {
    show({ [ACTION]: serverError(403, 'No permissions') });
    expect(await screen.findByText('Your role may not view these members.')).toBeTruthy();
  });
});
