import { fireEvent, screen, within } from '@testing-library/react';
import React from 'react';
import { renderInHost, serverError } from '../../../__tests__/support';
import { wordsIn } from '../../../conditions/__tests__/fixtures';
import type { ScoringAnswer, ScoringPreview } from '../../../../common/scoring';
import { checkScoring, draftOf, remaining, scoreOfPoints } from '../scoring';
import { ScoringTab } from '../ScoringTab';

const ANSWER: ScoringAnswer = {
  version: 4,
  halfLifeDays: 30,
  pointsForHalf: 40,
  mediumFrom: 30,
  highFrom: 60,
  sessionGapMinutes: 30,
  kinds: [
    { key: 'message', title: 'Message', weight: 1, dailyCap: 20 },
    { key: 'join', title: 'Join', weight: 0, dailyCap: null },
  ],
};

const PREVIEW: ScoringPreview = {
  asOf: Date.UTC(2026, 0, 1),
  members: 1000,
  rise: 321,
  fall: 123,
  same: 556,
  levels: [
    { level: 'none', now: 100, draft: 90 },
    { level: 'high', now: 5, draft: 15 },
  ],
  risers: [{ id: 7, name: 'Ada', now: 20, draft: 45.25 }],
  fallers: [{ id: 8, name: '', now: 60, draft: 40 }],
};

const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const worded = (text: string) => screen.getByText(text).closest('button') as HTMLButtonElement;

const open = async (answers: Record<string, unknown> = {}) => {
  const rendered = renderInHost(<ScoringTab />, {
    'communityScoring:get': ANSWER,
    'communityScoring:preview': PREVIEW,
    ...answers,
  });
  await screen.findByLabelText('Half-life');
  const asked = (action: string) => rendered.host.sent.filter(({ url }) => url === `communityScoring:${action}`);
  return { ...rendered, asked };
};

describe('the scoring tab', () => {
  test('shows the weighting, and explains it in words and curves that follow the numbers', async () => {
    await open();
    expect((screen.getByLabelText('Message: most points a day') as HTMLInputElement).value).toBe('20');
    expect(screen.getByText(/Points lose half of their worth every 30 days/)).toBeTruthy();
    expect(screen.getByLabelText('Points fade: 30 days: half')).toBeTruthy();
    type('Half-life', '14');
    expect(screen.getByText(/Points lose half of their worth every 14 days/)).toBeTruthy();
    expect(screen.getByLabelText('Points fade: 14 days: half')).toBeTruthy();
  });

  test('asks once when the draft has rested who would rise and fall, and shows them', async () => {
    const { asked } = await open();
    type('Half-life', '20');
    type('Half-life', '2');
    type('Message: points', '3');
    expect(asked('preview')).toHaveLength(0);
    const panel = within(screen.getByTestId('scoring-preview'));
    expect(await panel.findByText('321')).toBeTruthy();
    expect(asked('preview')).toHaveLength(1);
    expect(asked('preview')[0].data).toMatchObject({ halfLifeDays: 2, kinds: [{ key: 'message', weight: 3 }, {}] });
    expect(asked('preview')[0].data).not.toHaveProperty('version');
    expect(panel.getByText('Ada')).toBeTruthy();
    expect(panel.getByText('#8')).toBeTruthy();
    expect(panel.getByText(/45.3/)).toBeTruthy();
    expect(document.querySelector('[data-level="high"]')?.textContent).toContain('15');
  });

  test('shows the card of a member who would rise', async () => {
    await open({ 'communityMembers:get': { id: 7, displayName: 'Ada Lovelace' }, 'communityMemberships:list': [] });
    type('Half-life', '2');
    fireEvent.click(await screen.findByText('Ada'));
    expect(await screen.findByText('Ada Lovelace')).toBeTruthy();
  });

  test('saves nothing but the draft, and follows the run that works the scores out', async () => {
    const { asked } = await open({
      'communityScoring:save': ({ data }: { data: object }) => ({ ...ANSWER, ...data, kinds: ANSWER.kinds, run: 12 }),
      'communityRuns:get': { id: 12, kind: 'labels', state: 'succeeded', progress: 1, counts: { members: 1000 } },
    });
    type('Points for a score of 50', '50');
    type('Message: most points a day', '');
    expect(asked('save')).toHaveLength(0);
    fireEvent.click(worded('Save'));
    expect(await screen.findByText('Saved. Scores are being worked out anew in the background.')).toBeTruthy();
    expect(asked('save')[0].data).toEqual({
      ...draftOf(ANSWER),
      pointsForHalf: 50,
      kinds: [{ key: 'message', weight: 1, dailyCap: null }, ANSWER.kinds[1]].map(({ key, weight, dailyCap }) => ({
        key,
        weight,
        dailyCap,
      })),
    });
    expect(await screen.findByText('Succeeded')).toBeTruthy();
    expect(screen.queryByText('Unsaved changes')).toBeNull();
  });

  test('does not ask or save while a number is missing, and says which', async () => {
    const { asked } = await open();
    type('Level "high" from', '20');
    expect(await screen.findByText('"High" must begin above "medium".')).toBeTruthy();
    expect(worded('Save').disabled).toBe(true);
    expect(asked('preview')).toHaveLength(0);
    fireEvent.click(worded('Discard'));
    expect((screen.getByLabelText('Level "high" from') as HTMLInputElement).value).toBe('60');
  });

  test('says why something failed', async () => {
    await open({
      'communityScoring:preview': serverError(500, 'database is locked'),
      'communityScoring:save': serverError(400, 'halfLifeDays: 2 is not allowed.'),
    });
    type('Half-life', '2');
    expect(await screen.findByText('database is locked')).toBeTruthy();
    fireEvent.click(worded('Save'));
    expect(await screen.findByText('halfLifeDays: 2 is not allowed.')).toBeTruthy();
    expect(screen.getByText('Unsaved changes')).toBeTruthy();
  });

  test('can be tried again when it cannot be loaded', async () => {
    renderInHost(<ScoringTab />, { 'communityScoring:get': serverError(403, 'No permissions') });
    expect(await screen.findByText('No permissions')).toBeTruthy();
  });
});

describe('the weighting', () => {
  const { t } = wordsIn('en-US');

  test('is checked within the limits of the server', () => {
    const wrong = (change: object) => Object.keys(checkScoring({ ...draftOf(ANSWER), ...change }, t));
    expect(wrong({})).toEqual([]);
    expect(wrong({ halfLifeDays: 0.5 })).toEqual(['halfLifeDays']);
    expect(wrong({ pointsForHalf: NaN })).toEqual(['pointsForHalf']);
    expect(wrong({ mediumFrom: 0, highFrom: 100 })).toEqual(['mediumFrom', 'highFrom']);
    expect(wrong({ sessionGapMinutes: 1.5 })).toEqual(['sessionGapMinutes']);
    expect(wrong({ kinds: [{ key: 'message', weight: NaN, dailyCap: 0 }] })).toEqual([
      'kinds.message.weight',
      'kinds.message.dailyCap',
    ]);
    expect(wrong({ kinds: [{ key: 'join', weight: 0, dailyCap: 0 }] })).toEqual([]);
  });

  test('gives 50 for its points, 75 for twice as many, and halves in its half-life', () => {
    expect(scoreOfPoints(40, 40)).toBeCloseTo(50);
    expect(scoreOfPoints(80, 40)).toBeCloseTo(75);
    expect(remaining(60, 30)).toBeCloseTo(0.25);
  });
});
