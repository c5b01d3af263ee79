import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import React, { type ReactElement } from 'react';
import type { ExplainAnswer } from '../../../common/lifecycle';
import { renderInHost, serverError } from '../../__tests__/support';
import { CommunityMemberExplanationBlockModel } from '../explanation/CommunityMemberExplanationBlockModel';
import { ScoreExplained } from '../explanation/ScoreExplained';
import { StageExplanation } from '../explanation/StageExplanation';
import { MemberCard } from '../MemberCard';
import { catalogue, explanation, score } from './fixtures';

const EXPLAIN = 'communityLifecycle:explain';
const SET = 'communityLifecycle:setStage';

const answers = (rest: Record<string, unknown> = {}) => ({
  [EXPLAIN]: explanation(),
  'communityLifecycle:catalogue': catalogue(),
  'communityAnalytics:explainScore': score(),
  'communityMembers:get': { id: 7, displayName: 'Ada L.', stage: 'active' },
  'communityMemberships:list': [],
  ...rest,
});

const show = (rest: Record<string, unknown> = {}, element: ReactElement = <StageExplanation memberId={7} />) =>
  renderInHost(element, answers(rest));

const withMember = (member: Partial<ExplainAnswer['member']>, rest: Partial<ExplainAnswer> = {}): ExplainAnswer => {
  const answer = explanation();
  return { ...answer, ...rest, member: { ...answer.member, ...member } };
};

const next = (stage: string) => within(document.querySelector(`[data-next=${stage}]`) as HTMLElement);

describe('why this stage', () => {
  test('says since when and by which rule in which version, with the numbers of that moment', async () => {
    show();
    expect(await screen.findByText('Lively')).toBeTruthy();
    expect(screen.getByText(/^since .* \(10 days\)$/)).toBeTruthy();
    expect(screen.getByText(/From No stage yet by the rule "Rule a", version 2\./)).toBeTruthy();
    expect(screen.getByText('Origin: Live')).toBeTruthy();
    fireEvent.click(screen.getByText('The numbers of that moment'));
    expect(await screen.findByText('Messages in the last 30 days: 5, asked for: more than 3')).toBeTruthy();
  });

  test('says what keeps it, rules that ask for the same told once', async () => {
    show();
    const kept = (await screen.findByText('Kept while')).closest('section') as HTMLElement;
    expect(within(kept).getAllByText(/Days since the last sign of life: 4, asked for: less than 15/)).toHaveLength(1);
    expect(within(kept).getByText('Rule "Rule a", version 2')).toBeTruthy();
    expect(within(kept).getByText('Rule "Rule b", version 2')).toBeTruthy();
  });

  test('says what each next stage still takes, as sentences with value and threshold', async () => {
    show();
    await screen.findByText('What could come next');
    const core = next('core');
    // a shipped Chinese title is shown in the reader's language, an own one as it is
    expect(core.getByText('Core')).toBeTruthy();
    expect(core.getByText('Still missing: 1')).toBeTruthy();
    const missing = core.getByText('Active days in the last 30 days: 12, asked for: more than 20');
    expect(missing.parentElement?.getAttribute('data-fulfilled')).toBe('false');
    const there = core.getByText('Messages in the last 30 days: 61, asked for: more than 50');
    expect(there.parentElement?.getAttribute('data-fulfilled')).toBe('true');
    expect(core.getByText('Rule "Core: active on most days", version 1')).toBeTruthy();
  });

  test('says what holds a fulfilled rule back, and tells a "not" as what must not hold', async () => {
    show();
    await screen.findByText('What could come next');
    expect(next('at_risk').getByText('Held back: the minimum stay is not over.')).toBeTruthy();
    expect(next('at_risk').getByText(/Days since the last sign of life: 4.*\(must not hold\)/)).toBeTruthy();
  });

  test('tells of a stage set by hand, its reason and its lock', async () => {
    const { entered } = explanation();
    const lockedUntil = Date.UTC(2026, 2, 1);
    const byHand = {
      ...(entered as NonNullable<typeof entered>),
      origin: 'manual',
      rule: null,
      reason: 'Met in person',
      evidence: [],
    };
    show({ [EXPLAIN]: withMember({ lockedUntil }, { entered: byHand }) });
    expect(await screen.findByText('Reason: Met in person')).toBeTruthy();
    expect(screen.getByText('Origin: By hand')).toBeTruthy();
    expect(screen.getByText(/Locked until .*: no run changes the stage before\./)).toBeTruthy();
  });

  test.each([
    ['bot', 'This is a bot. Bots carry no stage.'],
    ['team', 'This is someone of the own team. The team carries no stage.'],
    ['neverSeen', 'This member has never been seen in a group. Stages begin with the first sight.'],
  ] as const)('says why a %s carries none', async (leftOut, text) => {
    show({ [EXPLAIN]: withMember({ stage: null, stageSince: null }, { leftOut, entered: null, keep: [], next: [] }) });
    expect(await screen.findByText(text)).toBeTruthy();
    expect(screen.queryByText('What could come next')).toBeNull();
  });

  test('is told by keys where the words are closed to the reader', async () => {
    show({ 'communityLifecycle:catalogue': serverError(403, 'No permissions') });
    expect(await screen.findByText('What could come next')).toBeTruthy();
    expect(screen.getByText(/activeDays in the last 30 days: 12, asked for: more than 20/i)).toBeTruthy();
  });

  test('a missing right is said in words, another failure with the server’s reason', async () => {
    let calls = 0;
    show({ [EXPLAIN]: () => serverError(++calls === 1 ? 403 : 500, 'disk full') });
    expect(await screen.findByText('Your role may not view these members.')).toBeTruthy();
    fireEvent.click(screen.getByText('Try again'));
    expect(await screen.findByText('disk full')).toBeTruthy();
  });
});

describe('a stage set by hand', () => {
  const fill = async () => {
    fireEvent.click(await screen.findByRole('button', { name: 'Set stage…' }));
    fireEvent.mouseDown(await screen.findByRole('combobox', { name: 'Stage' }));
    fireEvent.click(await screen.findByTitle('Core'));
    fireEvent.change(screen.getByRole('textbox', { name: 'Reason' }), { target: { value: 'Met in person' } });
    fireEvent.click(screen.getByRole('button', { name: 'Set stage' }));
  };

  test('is sent with its reason, and the explanation is fetched again', async () => {
    const changed = jest.fn();
    const { host } = show({ [SET]: {} }, <StageExplanation memberId={7} onChanged={changed} />);
    await fill();
    await waitFor(() => expect(changed).toHaveBeenCalled());
    expect(host.sent.find(({ url }) => url === SET)?.data).toEqual({
      member: 7,
      stage: 'core',
      reason: 'Met in person',
      lockUntil: null,
    });
    expect(host.sent.filter(({ url }) => url === EXPLAIN)).toHaveLength(2);
    expect(screen.queryByRole('button', { name: 'Set stage' })).toBeNull();
  });

  test.each([
    [serverError(403, 'No permissions'), 'Your role may not change the stage of this member.'],
    [serverError(400, 'A lock must end in the future.'), 'A lock must end in the future.'],
  ])('that is refused says why', async (refusal, text) => {
    show({ [SET]: refusal });
    await fill();
    expect(await screen.findByText(text)).toBeTruthy();
  });

  test('is not offered for a bot', async () => {
    show({ [EXPLAIN]: withMember({ stage: null }, { leftOut: 'bot', keep: [], next: [] }) });
    await screen.findByText(/This is a bot/);
    expect(screen.queryByRole('button', { name: 'Set stage…' })).toBeNull();
  });

  test('is not offered to those who may not see the member’s record', async () => {
    show({ 'communityMembers:get': serverError(403, 'No permissions') });
    await screen.findByText('What could come next');
    expect(screen.queryByRole('button', { name: 'Set stage…' })).toBeNull();
  });
});

describe('the score', () => {
  test('is a sum of terms: what, where, how often, what it still counts', async () => {
    show({}, <ScoreExplained memberId={7} />);
    expect(await screen.findByText(/Score 42\.4 of 100, from 39\.8 points/)).toBeTruthy();
    expect(screen.getByText(/Points halve every 30 days; 50 points make a score of 50\./)).toBeTruthy();
    const rows = screen.getAllByRole('row').map((row) => [...row.children].map((cell) => cell.textContent));
    expect(rows).toContainEqual([
      'Message',
      'General',
      '80 on 12 days',
      '1, at most 20 a day (reached on 2 days)',
      '31.8',
      '80%',
    ]);
    expect(rows).toContainEqual(['Purchase', 'Outside any group', '1 on 1 day', '10', '8', '20%']);
  });

  test('says when groups are left out that the reader may not see', async () => {
    show({ 'communityAnalytics:explainScore': { ...score(), partial: true } }, <ScoreExplained memberId={7} />);
    expect(await screen.findByText(/Groups that you may not see are left out\./)).toBeTruthy();
  });
});

describe('where the explanation stands', () => {
  test('in the member’s card, fetched when its tab is opened; also where ids are text', async () => {
    const { host } = show(
      { 'communityMembers:get': { id: '7', displayName: 'Ada L.', stage: 'active' } },
      <MemberCard memberId={7} onClose={() => undefined} />,
    );
    fireEvent.click(await screen.findByRole('tab', { name: 'Why this stage' }));
    expect(await screen.findByText('Kept while')).toBeTruthy();
    expect(host.sent.some(({ url }) => url === 'communityAnalytics:explainScore')).toBe(false);
    fireEvent.click(screen.getByRole('tab', { name: 'Score, term by term' }));
    expect(await screen.findByText(/Score 42\.4 of 100/)).toBeTruthy();
  });

  const block = (view: unknown) => {
    const model = new CommunityMemberExplanationBlockModel({});
    Object.assign(model.context, { view });
    return model.renderComponent() as ReactElement;
  };

  test('in a block of its own, about the member that the page or pop-up shows', async () => {
    const { host } = show({}, block({ inputArgs: { filterByTk: 7 } }));
    expect(await screen.findByText('Kept while')).toBeTruthy();
    expect(host.sent.find(({ url }) => url === EXPLAIN)?.params).toEqual({ member: 7 });
  });

  test('a block that stands on no member’s page says where it belongs', async () => {
    show({}, block(undefined));
    expect(await screen.findByText(/Put this block into the details or the pop-up of a member/)).toBeTruthy();
  });
});
