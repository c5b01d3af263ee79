import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import React from 'react';
import { EVERYONE } from '../../blocks/memberChoice';
import { renderInHost, selectField, serverError } from '../../__tests__/support';
import { CommunityRhythmBlockModel } from '../CommunityRhythmBlockModel';
import { DEFAULT_OPTIONS, subjectOf, type OpenedRecord, type RhythmOptions } from '../options';
import { rhythmParams } from '../query';
import { RhythmPanel } from '../RhythmPanel';
import { pictured } from '../useRhythms';
import { smallRhythm } from './fixtures';

interface Drawn {
  data: Array<{ hour: string; weekday: string; messages: number; best: boolean }>;
}
let drawn: Drawn | undefined;

// the drawing library needs a canvas, which jsdom has not
jest.mock('@ant-design/plots', () => ({
  Heatmap: (props: Drawn) => {
    drawn = props;
    return <div data-testid="cells" />;
  },
}));

const ACTION = 'communityAnalytics:rhythm';
const show = (
  answers: Record<string, unknown> = {},
  options: Partial<RhythmOptions> = {},
  opened: OpenedRecord | undefined = undefined,
) =>
  renderInHost(<RhythmPanel options={{ ...DEFAULT_OPTIONS, ...options }} opened={opened} />, {
    [ACTION]: smallRhythm(),
    'communityGroups:list': [{ id: 3, title: 'General' }],
    'communitySegments:list': [{ id: 9, key: 'silent', title: 'Silent' }],
    ...answers,
  });
const asked = (host: { sent: Array<{ url: string; params?: object }> }) =>
  host.sent.filter(({ url }) => url === ACTION).map(({ params }) => params);

describe('the week', () => {
  test('is drawn by weekday and hour; the best windows are marked', async () => {
    show();
    await screen.findByTestId('cells');
    expect(drawn?.data).toHaveLength(7 * 24);
    expect(drawn?.data.filter(({ messages }) => messages > 0)).toEqual([
      { hour: '19:00', weekday: 'Mon', messages: 6, best: true },
      { hour: '20:00', weekday: 'Mon', messages: 4, best: true },
      { hour: '00:00', weekday: 'Sun', messages: 2, best: false },
    ]);
  });

  test('is a table for those who do not see the drawing', async () => {
    show();
    const table = await screen.findByRole('table', { name: 'Messages by weekday and hour' });
    const monday = within(table).getByRole('rowheader', { name: 'Monday' }).parentElement as HTMLElement;
    expect(within(monday).getAllByRole('cell')[19].textContent).toBe('6');
  });

  test('is summed up beside the period before, with the clock that it goes by', async () => {
    show();
    const summary = await screen.findByText(/12 messages/);
    expect(summary.textContent).toBe(
      '12 messages · +20% against as many days before (10) · Hours of the time zone Europe/Berlin',
    );
  });
});

describe('the best times to publish', () => {
  test('are told with their evidence, and what they do not say', async () => {
    show();
    const section = within(await screen.findByRole('region', { name: 'Best times to publish' }));
    expect(section.getByText('Monday 19:00–21:00')).toBeTruthy();
    expect(section.getByText('Median 9.5 messages, surely at least 7; 83% of all')).toBeTruthy();
    expect(section.getByText('Above the average in 11 of 12 weeks, messages in 12')).toBeTruthy();
    expect(section.getByText('Reliable')).toBeTruthy();
    expect(section.getByText(/counted by day, not by hour/)).toBeTruthy();
  });

  test('need five weeks; until then hours of the day have to do', async () => {
    const everyDay = smallRhythm().windows.map((window) => ({ ...window, weekday: null, confidence: 'hint' as const }));
    const evidence = { from: '2025-01-06', to: '2025-01-26', days: 21, weeks: 3 };
    show({ [ACTION]: { ...smallRhythm(), windows: [], everyDay, evidence } });
    expect(await screen.findByText(/Not enough data to tell weekdays apart: 3 whole weeks are known, 5/)).toBeTruthy();
    expect(screen.getByText('Every day 19:00–21:00')).toBeTruthy();
    expect(screen.getByText('A hint')).toBeTruthy();
  });

  test('are not made up where nothing stands out, and can be left out', async () => {
    const { unmount } = show({ [ACTION]: { ...smallRhythm(), windows: [] } });
    expect(await screen.findByText('No hours of the week stand out reliably in this period.')).toBeTruthy();
    unmount();
    show({}, { showWindows: false });
    await screen.findByTestId('cells');
    expect(screen.queryByText('Best times to publish')).toBeNull();
    expect(drawn?.data.some(({ best }) => best)).toBe(false);
  });
});

describe('whose rhythm', () => {
  test('the reader chooses: period, group, whose messages count', async () => {
    const { host } = show();
    await screen.findByTestId('cells');
    fireEvent.mouseDown(selectField('Period'));
    fireEvent.click(screen.getByTitle('All time'));
    await waitFor(() => expect(asked(host)[1]).toEqual({ who: 'people', windowHours: 2 }));
    fireEvent.mouseDown(selectField('Group'));
    fireEvent.click(await screen.findByTitle('General'));
    await waitFor(() => expect(asked(host)[2]).toMatchObject({ group: 3 }));
  });

  test('the page decides where it is a member’s or a group’s', async () => {
    const { host } = show({}, {}, { filterByTk: '7', collectionName: 'communityMembers' });
    await screen.findByTestId('cells');
    expect(asked(host)[0]).toMatchObject({ member: 7 });
    expect(screen.queryByRole('combobox', { name: 'Whose messages count' })).toBeNull();
    const group = { filterByTk: 5, collectionName: 'communityGroups' };
    expect(subjectOf(DEFAULT_OPTIONS, group)).toEqual({ member: null, group: 5, followed: true });
    expect(subjectOf({ ...DEFAULT_OPTIONS, followRecord: false, group: 2 }, group).group).toBe(2);
    expect(subjectOf(DEFAULT_OPTIONS, { filterByTk: 1, collectionName: 'orders' }).followed).toBe(false);
  });

  test('the reader tells stages apart, within a segment', async () => {
    const { host } = show({
      [ACTION]: ({ params }: { params: { filter?: string } }) => ({
        ...smallRhythm(),
        total: params.filter?.includes('core') ? 99 : 12,
      }),
    });
    await screen.findByTestId('cells');
    fireEvent.mouseDown(await waitFor(() => selectField('Segment')));
    fireEvent.click(await screen.findByTitle('Silent'));
    await waitFor(() => expect(asked(host).at(-1)).toMatchObject({ segment: 'silent' }));
    fireEvent.mouseDown(selectField('One picture for each'));
    fireEvent.click(await screen.findByTitle('Stage'));
    expect(await screen.findByText('99 messages')).toBeTruthy();
    expect(document.querySelectorAll('[role="list"][aria-label="Stage"] > [role="listitem"]')).toHaveLength(6);
    expect(screen.getByText('Core: messages by weekday and hour').tagName).toBe('CAPTION');
    expect(asked(host).slice(-6)).toEqual(
      ['new', 'active', 'core', 'high_value', 'at_risk', 'churned'].map((stage) =>
        expect.objectContaining({ segment: 'silent', filter: JSON.stringify({ stage: { $in: [stage] } }) }),
      ),
    );
    expect(asked(host).at(-1)).not.toHaveProperty('compare');
  });

  test('pictures are of what was chosen, six at most', () => {
    const options = Array.from({ length: 9 }, (_, value) => ({ value, label: String(value) }));
    expect(pictured([], options)).toHaveLength(6);
    expect(pictured(['8', 2], options).map(({ value }) => value)).toEqual([2, 8]);
  });

  test('so many days contain today', () => {
    const view = { ...DEFAULT_OPTIONS, days: 30, hours: 3, members: EVERYONE };
    expect(rhythmParams(view, new Date(2026, 2, 31))).toEqual({
      who: 'people',
      windowHours: 3,
      from: '2026-03-02',
      compare: 'previous',
    });
  });
});

describe('where there is nothing to show', () => {
  test('it says so', async () => {
    show({ [ACTION]: { ...smallRhythm(), total: 0 } });
    expect(await screen.findByText(/Nothing was written in this period/)).toBeTruthy();
  });

  test('a failure gives the server’s reason and another try', async () => {
    let calls = 0;
    show({ [ACTION]: () => (++calls === 1 ? serverError(500, 'disk full') : smallRhythm()) });
    expect(await screen.findByText('disk full')).toBeTruthy();
    fireEvent.click(screen.getByText('Try again'));
    await screen.findByTestId('cells');
  });
});

test('the block hands its saved settings to the panel, defaults for the rest', () => {
  const model = new CommunityRhythmBlockModel({});
  const { flows } = CommunityRhythmBlockModel as unknown as {
    flows: Map<string, { steps: Record<string, { handler?(ctx: unknown, params: unknown): void }> }>;
  };
  flows.get('communityRhythmSettings')?.steps.options.handler?.({ model }, { hours: 3, group: null });
  const { options } = (model.renderComponent() as React.ReactElement<{ options: RhythmOptions }>).props;
  expect(options).toEqual({ ...DEFAULT_OPTIONS, hours: 3 });
});
