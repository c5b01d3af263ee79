import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import React from 'react';
import type { Sent } from '../../../__tests__/stubs/flow-engine';
import { renderInHost, serverError } from '../../../__tests__/support';
import { wordsIn } from '../../../conditions/__tests__/fixtures';
import { HISTORY, PREVIEW, SEGMENTS } from '../../library/__tests__/fixtures';
import { blankSegment, segmentOf, startOf, type SegmentStart } from '../draft';
import { SegmentDrawer } from '../SegmentDrawer';

jest.mock('@ant-design/plots', () => ({ Area: () => <i />, Column: () => <i /> }));

const words = wordsIn('en-US');
const silent = (days: number) =>
  segmentOf('Silent', 'blue', { left: { metric: 'daysSinceLast' }, op: '>=', right: days });

function open(start: SegmentStart, answers: Record<string, unknown> = {}) {
  const onSaved = jest.fn();
  const rendered = renderInHost(
    <SegmentDrawer start={start} words={words} segments={SEGMENTS} onClose={jest.fn()} onSaved={onSaved} />,
    {
      'users:list': [{ id: 9, nickname: 'Mia' }],
      'communitySegmentRuns:preview': PREVIEW,
      'communityRuleLibrary:history': HISTORY,
      'communityMembers:list': [{ id: 7, displayName: 'Ada', stage: 'active', engagementScore: 40 }],
      ...answers,
    },
  );
  const asked = (action: string) => rendered.host.sent.filter(({ url }) => url === action);
  return { ...rendered, asked, onSaved };
}

const panel = () => within(screen.getByTestId('label-preview'));
const save = () => fireEvent.click(screen.getByText('Save'));
const title = (text: string) => fireEvent.change(screen.getByLabelText('Title'), { target: { value: text } });
const number = (value: string) =>
  fireEvent.change(screen.getByLabelText('What it is compared with: number'), { target: { value } });

describe('a new segment', () => {
  test('says what is missing when it is saved, and asks the server for nothing', async () => {
    const { asked } = open(blankSegment());
    expect(screen.queryByText('Enter a title.')).toBeNull();
    expect(screen.getByText('Choose a metric.')).toBeTruthy();
    expect(panel().getByText('The preview goes on as soon as the condition is complete.')).toBeTruthy();
    save();
    expect(await screen.findByText('Enter a title.')).toBeTruthy();
    expect(screen.getByText('Something is missing where it is marked red.')).toBeTruthy();
    expect(asked('communitySegments:create')).toHaveLength(0);
    expect(asked('communitySegmentRuns:preview')).toHaveLength(0);
  });

  test('is sent as it stands, without a key', async () => {
    const { asked, onSaved } = open(silent(7), { 'communitySegments:create': { id: '12' } });
    title('  Quiet people ');
    save();
    await waitFor(() => expect(onSaved).toHaveBeenCalledWith(12, false));
    expect(asked('communitySegments:create')[0].data).toEqual({
      title: 'Quiet people',
      description: null,
      color: 'blue',
      ownerId: null,
      mode: 'dynamic',
      condition: { left: { metric: 'daysSinceLast' }, op: '>=', right: 7 },
      refresh: 'run',
      schedule: null,
    });
  });

  test('with a schedule of its own needs one that can be followed', async () => {
    const { asked, onSaved } = open(silent(7), { 'communitySegments:create': { id: 12 } });
    fireEvent.click(screen.getByText('By a schedule of its own'));
    const schedule = screen.getByLabelText('Cron expression');
    fireEvent.change(schedule, { target: { value: 'every day' } });
    save();
    expect(await screen.findByText('Enter five fields, e.g. 0 * * * *.')).toBeTruthy();
    fireEvent.change(schedule, { target: { value: '0 6 * * 1' } });
    save();
    await waitFor(() => expect(onSaved).toHaveBeenCalled());
    expect(asked('communitySegments:create')[0].data).toMatchObject({ refresh: 'scheduled', schedule: '0 6 * * 1' });
  });

  test('that the server refuses says so at the place', async () => {
    open(silent(7), {
      'communitySegmentRuns:preview': serverError(400, 'condition.right: 7 is not allowed. Allowed: 8 to 9.'),
    });
    expect(await panel().findByText(/condition\.right: 7 is not allowed/)).toBeTruthy();
    expect(document.querySelector('[data-problem="condition.right"]')?.textContent).toBe(
      '7 is not allowed. Allowed: 8 to 9.',
    );
  });
});

describe('the preview', () => {
  test('says how many, who, why, and what it overlaps with', async () => {
    const { asked } = open(silent(7));
    expect(await panel().findByText('25')).toBeTruthy();
    expect(panel().getByText('3%')).toBeTruthy();
    expect(panel().getByText('Ada')).toBeTruthy();
    expect(panel().getByText('Days since the last sign of life: 12, asked for: at least 7')).toBeTruthy();
    expect(panel().getByText('20 of its 50')).toBeTruthy();
    expect(asked('communitySegmentRuns:preview')[0].data).toEqual({
      condition: { left: { metric: 'daysSinceLast' }, op: '>=', right: 7 },
    });
  });

  test('is asked for once when the condition has rested, with the segment’s own key', async () => {
    const { asked } = open(startOf(SEGMENTS[0]));
    for (const days of ['8', '9', '10']) number(days);
    await panel().findByText('25');
    expect(asked('communitySegmentRuns:preview').map(({ data }) => data)).toEqual([
      { condition: { left: { metric: 'daysSinceLast' }, op: '>=', right: 10 }, key: 'buyers' },
    ]);
  });

  test('drops an answer to a question that is no longer asked', async () => {
    const answers: Array<(value: unknown) => void> = [];
    const pending = (request: Sent) =>
      new Promise((resolve) => answers.push((size) => resolve({ ...PREVIEW, size, asked: request.data })));
    const { asked } = open(silent(7), { 'communitySegmentRuns:preview': pending });
    await waitFor(() => expect(asked('communitySegmentRuns:preview')).toHaveLength(1));
    number('30');
    await waitFor(() => expect(asked('communitySegmentRuns:preview')).toHaveLength(2));
    expect((asked('communitySegmentRuns:preview')[0] as Sent & { signal: AbortSignal }).signal.aborted).toBe(true);
    await act(async () => answers[1](222));
    expect(await panel().findByText('222')).toBeTruthy();
    await act(async () => answers[0](111));
    expect(panel().queryByText('111')).toBeNull();
    expect(panel().getByText('222')).toBeTruthy();
  });

  test('warns in words', async () => {
    open(silent(7), {
      'communitySegmentRuns:preview': {
        ...PREVIEW,
        warnings: [
          { code: 'TOO_SMALL', size: 3, smallest: 10 },
          { code: 'NEARLY_SAME', key: 'buyers', title: 'Buyers', jaccard: 0.95 },
          { code: 'NOBODY' },
          { code: 'EVERYBODY' },
        ],
      },
    });
    for (const text of [
      'Only 3 members. Fewer than 10 are hardly worth an action.',
      'Nearly the same as "Buyers": 95% of both together are in both.',
      'Nobody meets it now.',
      'Everybody meets it: it tells nobody apart.',
    ])
      expect(await panel().findByText(text)).toBeTruthy();
  });
});

describe('a list', () => {
  test('is looked through, added to from another segment, and taken from', async () => {
    const { asked } = open(startOf(SEGMENTS[2]), {
      'communitySegmentRuns:add': { named: 5, changed: 4 },
      'communitySegmentRuns:remove': { named: 1, changed: 1 },
    });
    const list = within(screen.getByTestId('list-members'));
    expect(await list.findByText('Ada')).toBeTruthy();
    expect(screen.queryByTestId('label-preview')).toBeNull();
    fireEvent.click(list.getByText('From a segment'));
    // looking for roles takes seconds on a page of this size
    fireEvent.mouseDown(list.getByLabelText('Segment', { selector: 'input[role="combobox"]' }));
    fireEvent.click(await screen.findByTitle('Buyers'));
    fireEvent.click(list.getByText('Add to the list'));
    expect(await list.findByText(/^Added: 4 of 5/)).toBeTruthy();
    expect(asked('communitySegmentRuns:add')[0].data).toEqual({ segment: 'guests', from: 'buyers' });
    fireEvent.click(document.querySelectorAll('[data-testid="list-members"] tbody input[type="checkbox"]')[0]);
    fireEvent.click(list.getByText('Take off the list'));
    fireEvent.click(await screen.findByText('Take off'));
    await waitFor(() =>
      expect(asked('communitySegmentRuns:remove')[0].data).toEqual({ segment: 'guests', members: [7] }),
    );
  });
});
