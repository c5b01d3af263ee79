import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import React from 'react';
import { renderInHost, serverError } from '../../../__tests__/support';
import { catalogueIn, wordsIn } from '../../../conditions/__tests__/fixtures';
import { changesOf, keyFrom, newRuleFor, newValues, ruleOf } from '../../labels/ruleDraft';
import { corners } from '../../labels/Sparkline';
import { byPriority, moved } from '../../personas/order';
import { found, usersOf } from '../entries';
import { LabelsTab } from '../LabelsTab';
import { ENTRIES, HISTORY, PREVIEW, SEGMENTS } from './fixtures';

jest.mock('@ant-design/plots', () => ({ Area: () => <i />, Column: () => <i /> }));

const words = wordsIn('en-US');
const titles = (list: ReadonlyArray<{ title: string }>) => list.map(({ title }) => title);

describe('entries', () => {
  test('are found by kind, title, expression, owner and treatment', () => {
    expect(titles(found(ENTRIES, 'tag', '', words))).toEqual(['VIP rule']);
    expect(titles(found(ENTRIES, 'all', 'mia', words))).toEqual(['Buyers']);
    expect(titles(found(ENTRIES, 'all', 'in the segment', words))).toEqual(['Fans']);
    expect(titles(found(ENTRIES, 'persona', 'thank', words))).toEqual(['Heavy']);
  });

  test('know who asks for them', () => {
    expect(titles(usersOf(ENTRIES, 'segment', 'buyers'))).toEqual(['Fans']);
    expect(usersOf(ENTRIES, 'tag', 'vip')).toEqual([]);
    const nested = { ...ENTRIES[0], condition: { all: [{ not: { tag: ['vip', 'x'] } }] } };
    expect(usersOf([nested], 'tag', 'vip')).toHaveLength(1);
  });

  test('of personas change priority only where the order changes', () => {
    const personas = byPriority(ENTRIES);
    expect(titles(personas)).toEqual(['Heavy', 'Silent one']);
    expect(moved(personas, 0, 1)).toEqual([
      { id: 6, priority: 20 },
      { id: 5, priority: 10 },
    ]);
    expect(moved(personas, 0, 0)).toEqual([]);
  });
});

describe('a rule that gives a label', () => {
  test('sends what was changed and nothing else', () => {
    const before = ruleOf(ENTRIES[4]);
    expect(changesOf(before, { ...before, treatment: ' Call them. ', owner: { id: 9, name: 'Mia' } })).toEqual({
      treatment: 'Call them.',
      ownerId: 9,
    });
    expect(changesOf(before, before)).toEqual({});
  });

  test('gets keys that nobody has', () => {
    expect(keyFrom('Night Owls!', [], 'persona')).toBe('night_owls');
    expect(keyFrom('Night Owls!', ['night_owls'], 'persona')).toBe('night_owls_2');
    expect(keyFrom('夜猫子', ['persona_1'], 'persona')).toBe('persona_2');
    const start = newRuleFor('persona', '', 'Heavy', 30);
    expect(newValues(start, ENTRIES)).toMatchObject({ kind: 'persona', to: 'heavy_2', key: 'persona_heavy_2' });
  });
});

test('a sparkline runs from the left to the right, the highest at the top', () => {
  expect(corners([0, 10])).toBe('2.0,22.0 86.0,2.0');
  expect(corners([5, 5])).toBe('2.0,12.0 86.0,12.0');
});

const base = {
  'communityLifecycle:catalogue': catalogueIn('en-US'),
  'communityRuleLibrary:list': ENTRIES,
  'communityRuleLibrary:history': HISTORY,
  'communitySegmentRuns:list': SEGMENTS,
  'communitySegmentRuns:preview': PREVIEW,
  'communityTags:list': [
    { id: 1, key: 'vip', title: 'VIP', description: 'Ask first', color: 'red' },
    { id: 2, key: 'friend', title: 'Friend', description: null, color: 'green' },
  ],
  'users:list': [],
};

const open = async (answers: Record<string, unknown> = {}) => {
  const rendered = renderInHost(<LabelsTab />, { ...base, ...answers });
  await screen.findByText('Buyers');
  const asked = (action: string) => rendered.host.sent.filter(({ url }) => url === action);
  return { ...rendered, asked };
};

const row = (key: string) => within(document.querySelector(`[data-entry="${key}"]`) as HTMLElement);

describe('the library', () => {
  test('says each rule in words, with owner, version, size over time, cost and what is wrong', async () => {
    await open();
    const buyers = document.querySelector('[data-entry="segment buyers"]')?.textContent ?? '';
    for (const text of ['Buyers', 'Last sign of life at least 7 days ago', 'Mia', '3', '12', '40 ms'])
      expect(buyers).toContain(text);
    expect(await row('segment buyers').findByLabelText('2 days ago 10, now 12')).toBeTruthy();
    expect(row('segment guests').getByText('A list that is kept by hand')).toBeTruthy();
    expect(row('segment broken').getByRole('alert').textContent).toContain('the field age is gone');
    expect(row('segment broken').getByText('It keeps its last members until it is mended.')).toBeTruthy();
  });

  test('is filtered and searched', async () => {
    await open();
    fireEvent.click(screen.getByText('Persona 2'));
    expect(screen.queryByText('Buyers')).toBeNull();
    expect(screen.getByText('Heavy')).toBeTruthy();
    fireEvent.change(screen.getByLabelText('Search titles, expressions and owners'), { target: { value: 'zzz' } });
    expect(await screen.findByText('Nothing matches the search.')).toBeTruthy();
  });

  test('refreshes a segment and says how far it is', async () => {
    let state = 'running';
    const run = () => ({ id: 5, kind: 'segments', state, progress: 0.5, step: null, counts: null, error: null });
    const { asked } = await open({ 'communitySegmentRuns:refresh': { id: 5 }, 'communityRuns:get': run });
    fireEvent.click(screen.getByLabelText('Refresh now: Buyers'));
    expect(await screen.findByText('Refreshing "Buyers"')).toBeTruthy();
    expect(await screen.findByText('50%')).toBeTruthy();
    expect(asked('communitySegmentRuns:refresh')[0].data).toEqual({ segment: 'buyers' });
    state = 'succeeded';
    expect(await screen.findByText('"Buyers" is up to date.')).toBeTruthy();
  });

  test('deletes what nobody asks for, and says who asks for the rest', async () => {
    const { asked } = await open({ 'communitySegments:destroy': 1 });
    fireEvent.click(screen.getByLabelText('Delete: Buyers'));
    expect(await screen.findByText('It is used by: Fans.')).toBeTruthy();
    expect(screen.getByText('"Buyers" cannot be deleted.')).toBeTruthy();
    fireEvent.click(screen.getByLabelText('Delete: Fans'));
    fireEvent.click(await screen.findByText('Delete'));
    await waitFor(() => expect(asked('communitySegments:destroy')).toHaveLength(1));
    expect(asked('communitySegments:destroy')[0].params).toEqual({ filterByTk: 2 });
  });

  test('switches a rule off, and says when the server refuses', async () => {
    const { asked } = await open({ 'communityRules:update': serverError(403, 'No permissions') });
    fireEvent.click(screen.getByLabelText('In use: Heavy'));
    expect(await screen.findByText('No permissions')).toBeTruthy();
    expect(asked('communityRules:update')[0]).toMatchObject({ data: { enabled: false }, params: { filterByTk: 5 } });
  });

  test('can be loaded again when it failed', async () => {
    renderInHost(<LabelsTab />, { ...base, 'communityRuleLibrary:list': serverError(403, 'No permissions') });
    expect(await screen.findByText('No permissions')).toBeTruthy();
    expect(screen.getByText('Try again')).toBeTruthy();
  });
});

test('personas are moved up by their priority', async () => {
  const { asked } = await open({ 'communityRules:update': {} });
  fireEvent.click(screen.getByText('Personas'));
  expect(await screen.findByText('Treatment: Thank them.')).toBeTruthy();
  fireEvent.click(screen.getByLabelText('Move up: Silent one'));
  await waitFor(() => expect(asked('communityRules:update')).toHaveLength(2));
  expect(asked('communityRules:update').map(({ data, params }) => [params, data])).toEqual([
    [{ filterByTk: 6 }, { priority: 20 }],
    [{ filterByTk: 5 }, { priority: 10 }],
  ]);
});

test('a persona is edited with its preview, and only what was changed is sent', async () => {
  const { asked } = await open({ 'communityRules:update': {} });
  fireEvent.click(screen.getByLabelText('Edit: Heavy'));
  fireEvent.change(await screen.findByLabelText('Suggested treatment'), { target: { value: 'Call them.' } });
  expect(await within(screen.getByTestId('label-preview')).findByText('25')).toBeTruthy();
  fireEvent.click(screen.getByText('Save'));
  await waitFor(() => expect(asked('communityRules:update')).toHaveLength(1));
  expect(asked('communityRules:update')[0].data).toEqual({ treatment: 'Call them.' });
});

test('tags are listed with their rule or as given by hand, and a new one gets a key', async () => {
  const { asked } = await open({ 'communityTags:create': {} });
  fireEvent.click(screen.getByText('Tags'));
  expect(await screen.findByText('Friend')).toBeTruthy();
  expect(screen.getByText('By hand')).toBeTruthy();
  expect(screen.getByLabelText('Edit rule: VIP rule')).toBeTruthy();
  fireEvent.click(screen.getByText('New tag'));
  fireEvent.change(await screen.findByLabelText('Title'), { target: { value: 'Friend' } });
  fireEvent.click(screen.getByLabelText('Gold'));
  fireEvent.click(screen.getByText('Save'));
  await waitFor(() => expect(asked('communityTags:create')).toHaveLength(1));
  expect(asked('communityTags:create')[0].data).toEqual({
    title: 'Friend',
    description: null,
    color: 'gold',
    key: 'friend_2',
  });
});

test('a template is added with one click, and what it still needs is said', async () => {
  const { asked } = await open({ 'communitySegments:create': { id: 20 } });
  fireEvent.click(screen.getByText('From a template'));
  fireEvent.click(await screen.findByLabelText('Add: Silent for some days'));
  expect(await screen.findByText(/^"Silent for some days" was added/)).toBeTruthy();
  expect(asked('communitySegments:create')[0].data).toMatchObject({
    title: 'Silent for some days',
    mode: 'dynamic',
    condition: { left: { metric: 'daysSinceLast' }, op: '>=', right: 7 },
  });
  fireEvent.click(screen.getByText('Attributes'));
  const gender = within(document.querySelector('[data-template="gender"]') as HTMLElement);
  expect(gender.getByText('Fill in what is missing.')).toBeTruthy();
  expect((gender.getByLabelText('Add: Gender') as HTMLButtonElement).disabled).toBe(true);
  fireEvent.click(screen.getByText('Interests'));
  expect(await screen.findByText('Coming later')).toBeTruthy();
});

test('the limits of the tiers are saved', async () => {
  const limits = {
    activeWithinDays: 7,
    interactionsPerDay: 3,
    silentDays: 30,
    churnedDays: 90,
    windowDays: 90,
    monetary: 'auto',
  };
  const { asked } = await open({
    'communityRfm:settings': limits,
    'communityRfm:saveSettings': limits,
    'communityRfm:grid': {
      settings: limits,
      monetary: 'contribution',
      computedAt: Date.UTC(2026, 0, 1),
      cells: [{ recency: 5, frequency: 4, members: 17, monetary: 3.5 }],
      tiers: [],
      without: 0,
    },
  });
  fireEvent.click(screen.getByText('Value tiers'));
  expect(await within(await screen.findByTestId('rfm-grid')).findByText('17')).toBeTruthy();
  const churned = screen.getByLabelText('Churned: days without a sign of life');
  fireEvent.change(churned, { target: { value: '20' } });
  fireEvent.click(screen.getByText('Save'));
  expect(await screen.findByText('It must not be less than the days of the silent tier.')).toBeTruthy();
  fireEvent.change(churned, { target: { value: '60' } });
  fireEvent.click(screen.getByText('Save'));
  await waitFor(() => expect(asked('communityRfm:saveSettings')).toHaveLength(1));
  expect(asked('communityRfm:saveSettings')[0].data).toEqual({ ...limits, churnedDays: 60 });
});
