import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { ReactElement } from 'react';
import type { MemberCardAnswer } from '../../../common/memberCard';
import { renderInHost, serverError } from '../../__tests__/support';
import { calendarDays, monthTotals } from '../card/calendar';
import { CommunityMemberCardBlockModel } from '../card/CommunityMemberCardBlockModel';
import { catalogue, explanation, score } from './fixtures';

const CARD = 'communityAnalytics:memberCard';

const answer = (rest: Partial<MemberCardAnswer> = {}): MemberCardAnswer => ({
  asOf: Date.UTC(2026, 1, 11, 12),
  timeZone: 'UTC',
  partial: false,
  calendar: { from: '2026-01-26', counts: [0, 1, 0, 0, 0, 0, 2, 9, 0, 3] },
  memberships: [
    {
      group: { id: 1, title: 'General' },
      ...{ level: 'high', score: 82.4, posts: 40, status: 'member', joinedAt: null, leftAt: null },
      lastActiveAt: Date.UTC(2026, 1, 4),
    },
    {
      group: { id: 2, title: 'Design' },
      ...{ level: 'none', score: 0, posts: 0, status: 'left', joinedAt: null, leftAt: 1, lastActiveAt: null },
    },
  ],
  history: { changes: [explanation().entered as NonNullable<ReturnType<typeof explanation>['entered']>], older: 2 },
  ...rest,
});

function block(rest: Record<string, unknown> = {}, view: unknown = { inputArgs: { filterByTk: 7 } }) {
  const model = new CommunityMemberCardBlockModel({});
  Object.assign(model.context, { view });
  return renderInHost(model.renderComponent() as ReactElement, {
    [CARD]: answer(),
    'communityLifecycle:catalogue': catalogue(),
    'communityAnalytics:explainScore': score(),
    'communityMembers:get': { id: 7, tags: [{ id: 3, title: 'VIP', color: '#d46b08' }] },
    'communityTags:list': [
      { id: 3, title: 'VIP', color: '#d46b08' },
      { id: 4, title: 'Speaker' },
    ],
    ...rest,
  });
}

describe('the card of a member', () => {
  test('shows groups as a row of the matrix, the highest score first, each said in words', async () => {
    block();
    const cells = within(await screen.findByRole('list', { name: 'Groups of the member' })).getAllByRole('img');
    expect(cells.map((cell) => cell.textContent)).toEqual(['82.4', '0']);
    expect(cells[0].getAttribute('aria-label')).toMatch(/^General, score 82\.4, High, 40 posts, last active /);
    expect(cells[1].getAttribute('aria-label')).toMatch(/left the group$/);
    expect(cells[0].style.background).not.toBe(cells[1].style.background);
  });

  test('shows a calendar through which arrow keys walk', async () => {
    block();
    const drawing = await screen.findByRole('img', { name: /^Activity calendar\. 15 signs of life on 4 days/ });
    fireEvent.keyDown(drawing, { key: 'ArrowLeft' });
    expect(drawing.getAttribute('aria-label')).toMatch(/Feb 4, 2026: 3 signs of life/);
    fireEvent.keyDown(drawing, { key: 'ArrowUp' });
    expect(drawing.getAttribute('aria-label')).toMatch(/Feb 3, 2026: nothing/);
    const months = within(screen.getByRole('table', { name: 'Activity by month' })).getAllByRole('row');
    expect(months.map((row) => row.textContent)).toEqual([
      'January 2026one sign of life, 1 day',
      'February 202614 signs of life, 3 days',
    ]);
  });

  test('shows each stage with its rule, and the numbers of that moment as sentences', async () => {
    block();
    const history = within((await screen.findAllByRole('region', { name: 'Stage history' }))[0]);
    expect(await history.findByText('Lively')).toBeTruthy();
    expect(history.getByText(/by the rule "Rule a", version 2/)).toBeTruthy();
    fireEvent.click(history.getByText('The numbers of that moment'));
    expect(await history.findByText('Messages in the last 30 days: 5, asked for: more than 3')).toBeTruthy();
    expect(history.getByText('2 older changes are not shown.')).toBeTruthy();
  });

  test('shows the score term by term', async () => {
    block();
    expect(await screen.findByText(/Score 42\.4 of 100/)).toBeTruthy();
  });

  test('leaves out what may not be read, and says when groups are hidden', async () => {
    block({ [CARD]: answer({ partial: true, calendar: null, history: null, memberships: [] }) });
    expect(await screen.findByText('Groups that you may not see are left out.')).toBeTruthy();
    expect(screen.getByText('In none of the groups that you may see.')).toBeTruthy();
    expect(screen.queryByText('Activity calendar')).toBeNull();
    expect(screen.queryByText('Stage history')).toBeNull();
  });

  test('that stands on no member’s page says where it belongs', async () => {
    block({}, null);
    expect(await screen.findByText(/Put this block into the details or the pop-up of a member/)).toBeTruthy();
  });

  test('that does not come says so', async () => {
    block({ [CARD]: serverError(500, 'Broken') });
    expect((await screen.findAllByText('The member could not be loaded.')).length).toBeGreaterThan(0);
  });
});

describe('tags', () => {
  const sent = (host: { sent: Array<{ url: string; data?: unknown }> }, url: string) =>
    host.sent.filter((request) => request.url === url).map(({ data }) => data);

  test('are taken off and put on by hand', async () => {
    const { host } = block({ 'communityMembers/7/tags:add': 1, 'communityMembers/7/tags:remove': 1 });
    fireEvent.click(await screen.findByLabelText('Remove the tag VIP'));
    await waitFor(() => expect(sent(host, 'communityMembers/7/tags:remove')).toEqual([[3]]));
    fireEvent.mouseDown(await screen.findByRole('combobox', { name: 'Add a tag' }));
    fireEvent.click(await screen.findByTitle('Speaker'));
    await waitFor(() => expect(sent(host, 'communityMembers/7/tags:add')).toEqual([[4]]));
  });

  test('say why one may not be changed', async () => {
    block({ 'communityMembers/7/tags:remove': serverError(403, 'No permissions') });
    fireEvent.click(await screen.findByLabelText('Remove the tag VIP'));
    expect(await screen.findByText('Your role may not change tags of this member.')).toBeTruthy();
    expect(screen.getByText('VIP')).toBeTruthy();
  });
});

describe('the days of the calendar', () => {
  test('are painted by rank: one loud day does not make the others pale', () => {
    const days = calendarDays({ from: '2026-01-26', counts: [1, 2, 3, 1000, 0, 2] });
    expect(days.map(({ strength }) => strength)).toEqual([1, 1, 3, 4, 0, 1]);
    expect(calendarDays({ from: '2026-01-26', counts: [5, 5, 0] }).map(({ strength }) => strength)).toEqual([1, 1, 0]);
    expect(calendarDays({ from: '2026-01-26', counts: new Array<number>(8).fill(0) })[7]).toMatchObject({
      ...{ day: '2026-02-02', week: 1, weekday: 0, strength: 0 },
    });
    expect(monthTotals(days)).toEqual([{ month: '2026-01', count: 1008, days: 5 }]);
  });
});
