import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import React, { type ReactElement } from 'react';
import { verdictOf } from '../../../common/groupHealth';
import { renderInHost, serverError } from '../../__tests__/support';
import { CommunityGroupHealthBlockModel } from '../CommunityGroupHealthBlockModel';
import { GroupHealthPanel } from '../GroupHealthPanel';
import { DEFAULT_OPTIONS, thresholdsOf, withDefaults, type GroupHealthOptions } from '../options';
import { groupHealthParams } from '../useGroupHealth';
import { health, numbers } from './fixtures';

interface Drawn {
  data: Array<{ label: string; value: number | null }>;
}
let drawn: Drawn | undefined;

// the drawing library needs a canvas, which jsdom has not
jest.mock('@ant-design/plots', () => ({
  Line: (props: Drawn) => {
    drawn = props;
    return <div data-testid="line" />;
  },
}));

const ACTION = 'communityAnalytics:groupHealth';
const show = (answers: Record<string, unknown> = {}, options: Partial<GroupHealthOptions> = {}) =>
  renderInHost(<GroupHealthPanel options={{ ...DEFAULT_OPTIONS, ...options }} />, {
    [ACTION]: health(),
    'communityGroups:list': [{ id: 1, title: 'Lively' }],
    'communityGroups:get': { id: 2, title: 'Quiet' },
    ...answers,
  });

const card = (measure: string) => document.querySelector(`[data-measure=${measure}]`) as HTMLElement;
const asked = (host: { sent: Array<{ url: string; params?: object }> }) =>
  host.sent.filter(({ url }) => url === ACTION).map(({ params }) => params as Record<string, unknown>);

describe('the measures', () => {
  test('stand against their targets, in words and not by colour alone, and against the days before', async () => {
    show();
    await screen.findByRole('list', { name: 'Measures' });
    expect(card('postsPerMemberDay').textContent).toContain('0.8On targetTarget: ≥ 0.8-0.2 against the days before');
    expect(card('interactionRate').textContent).toContain('10%Near targetTarget: ≥ 15%0 points');
    expect(card('responseMinutes').textContent).toContain('7 minOff targetTarget: < 3 min');
    expect(card('weeklyLeaveRate').textContent).toContain('On targetTarget: ≤ 5%');
    expect(card('speakingRate').textContent).toContain('50%On targetTarget: ≥ 40%+5 points against the days before');
  });

  test('say what they are, stand-ins by that name', async () => {
    show();
    fireEvent.click(
      await screen.findAllByRole('button', { name: 'What is this? Interaction rate' }).then(([one]) => one),
    );
    expect(await screen.findByText(/A stand-in: Telegram tells no reads/)).toBeTruthy();
  });

  test('say whom they leave out', async () => {
    show();
    expect(
      await screen.findByText(/6 posts of channels and anonymous administrators are not among them\./),
    ).toBeTruthy();
    expect(
      screen.getByText(/Groups of which only the members that were seen are counted, not those who only read: 1\./),
    ).toBeTruthy();
  });

  test('of a role that sees some members say so', async () => {
    const partial = {
      partial: true,
      content: null,
      total: { now: numbers({ otherPosts: null, responseMinutes: null }), before: numbers() },
    };
    show({ [ACTION]: health(partial) });
    expect(await screen.findByText(/numbers of the members that you may see alone/)).toBeTruthy();
    expect(card('responseMinutes').textContent).toContain('–');
    expect(screen.queryByRole('region', { name: 'Content and its effect' })).toBeNull();
  });

  test.each([
    [0.8, '>=', 0.8, 'good'],
    [0.79, '>=', 0.8, 'near'],
    [0.4, '>=', 0.8, 'near'],
    [0.39, '>=', 0.8, 'bad'],
    [3, '<', 3, 'near'],
    [2.9, '<', 3, 'good'],
    [6.1, '<', 3, 'bad'],
    [0.05, '<=', 0.05, 'good'],
    [0.1, '<=', 0.05, 'near'],
    [0.11, '<=', 0.05, 'bad'],
    [0, '<=', 0, 'good'],
  ] as const)('%d, which should be %s %d, is %s', (value, is, limit, verdict) => {
    expect(verdictOf(value, { is, limit })).toBe(verdict);
  });
});

describe('the groups', () => {
  const rows = () =>
    within(screen.getByRole('region', { name: 'Comparison of groups' }))
      .getAllByRole('row')
      .map((row) => row.textContent ?? '')
      .filter((text) => /^(Lively|Quiet)/.test(text));

  test('stand side by side and are sorted by any measure', async () => {
    show();
    await screen.findByRole('region', { name: 'Comparison of groups' });
    expect(rows()[0]).toContain('Lively');
    expect(rows()[1]).toContain('4 seen');
    const head = within(screen.getByRole('region', { name: 'Comparison of groups' }));
    fireEvent.click(head.getAllByRole('columnheader', { name: /Speaking rate/ })[0]);
    await waitFor(() => expect(rows()[0]).toContain('Quiet'));
    expect(screen.getAllByLabelText('25%, Near target').length).toBeGreaterThan(0);
  });

  test('are looked at one by one', async () => {
    const { host } = show();
    fireEvent.click(await screen.findByRole('button', { name: 'Quiet' }));
    await waitFor(() => expect(asked(host).at(-1)).toMatchObject({ groups: 2 }));
    expect(screen.queryByRole('region', { name: 'Comparison of groups' })).toBeNull();
  });
});

describe('the trend', () => {
  test('is drawn by day, a table for those who do not see it, with a gap where nothing is known', async () => {
    show({}, { trend: 'responseMinutes' });
    await screen.findByTestId('line');
    expect(drawn?.data).toEqual([
      { label: 'Mar 18', value: null },
      { label: 'Mar 19', value: 2.5 },
      { label: 'Mar 20', value: 2.5 },
    ]);
    const table = screen.getByRole('table', { name: 'Trend: Response time' });
    expect(
      within(table)
        .getAllByRole('row')
        .map((row) => row.textContent),
    ).toEqual(['Mar 18–', 'Mar 192.5 min', 'Mar 202.5 min']);
  });

  test('is asked for by week on request', async () => {
    const { host } = show();
    fireEvent.click(await screen.findByText('By week'));
    await waitFor(() => expect(asked(host).at(-1)).toMatchObject({ step: 'week' }));
  });
});

test('content shows what each kind brings about', async () => {
  show();
  const region = within(await screen.findByRole('region', { name: 'Content and its effect' }));
  const cells = region.getAllByRole('row').map((row) => [...row.children].map((cell) => cell.textContent));
  expect(cells).toContainEqual(['Plain text', '90', '90%', '0.5', '0.1', '33%', '2 min']);
  expect(cells).toContainEqual(['Photo', '10', '10%', '2', '3', '80%', '–']);
});

describe('the answer', () => {
  test('says its time, and is worked out anew on request', async () => {
    const { host } = show();
    expect(await screen.findByText(/^As of /)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Refresh' }));
    await waitFor(() => expect(asked(host)).toHaveLength(2));
    expect(asked(host).map(({ refresh }) => refresh)).toEqual([undefined, 'true']);
  });

  test.each([
    [serverError(403, 'No permissions'), 'Your role may not view these members.'],
    [serverError(500, 'Broken'), 'The health of groups could not be loaded.'],
  ])('that does not come says why', async (error, text) => {
    show({ [ACTION]: error });
    expect(await screen.findByText(text)).toBeTruthy();
  });

  test('without groups says so', async () => {
    show({ [ACTION]: health({ groups: [] }) });
    expect(await screen.findByText('There is no group that you may see yet.')).toBeTruthy();
  });

  test('is asked for so many days up to today', () => {
    expect(groupHealthParams({ days: 30, group: null, step: 'day', segments: [] }, Date.UTC(2026, 2, 30))).toEqual({
      from: '2026-03-01',
      step: 'day',
    });
  });
});

describe('settings', () => {
  test('reach the panel; limits are entered in percent, and what makes no sense is the default', () => {
    const model = new CommunityGroupHealthBlockModel({});
    const { flows } = CommunityGroupHealthBlockModel as unknown as {
      flows: Map<string, { steps: Record<string, { handler?(ctx: unknown, params: unknown): void }> }>;
    };
    const limits = { interactionRate: 20, speakingRate: -5, responseMinutes: Number.NaN };
    flows.get('communityGroupHealthSettings')?.steps.options.handler?.({ model }, { days: 7, limits });
    const { options } = (model.renderComponent() as ReactElement<{ options: GroupHealthOptions }>).props;
    expect(options).toEqual({
      ...DEFAULT_OPTIONS,
      days: 7,
      limits: { ...DEFAULT_OPTIONS.limits, interactionRate: 20 },
    });
    expect(thresholdsOf(options)).toMatchObject({
      interactionRate: { is: '>=', limit: 0.2 },
      speakingRate: { limit: 0.4 },
    });
    expect(withDefaults(undefined).limits).toEqual({
      postsPerMemberDay: 0.8,
      interactionRate: 15,
      responseMinutes: 3,
      weeklyLeaveRate: 5,
      monthlyLeaveRate: 15,
      speakingRate: 40,
    });
  });
});
