import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import React from 'react';
import type { SegmentHistory, SegmentInfo } from '../../../common/segments';
import { renderInHost, selectField, serverError } from '../../__tests__/support';
import { csvHead, csvLines, exportColumns, fileName } from '../../memberList/exportMembers';
import { readAll } from '../../memberList/query';
import { CommunitySegmentBlockModel } from '../CommunitySegmentBlockModel';
import { DEFAULT_OPTIONS, type SegmentOptions } from '../options';
import { SegmentPanel } from '../SegmentPanel';

// the drawing library needs a canvas, which jsdom has not
jest.mock('@ant-design/plots', () => ({ Area: () => <i data-testid="sizes" />, Column: () => <i /> }));

const segment = (id: number, key: string, more: Partial<SegmentInfo> = {}): SegmentInfo => ({
  ...{ id, key, title: key.toUpperCase(), description: null, color: 'orange', owner: null },
  ...{ mode: 'dynamic', refresh: 'run', schedule: null, condition: null, version: 1 },
  ...{ size: 10 * id, refreshedAt: Date.UTC(2026, 2, 1), costMs: 5, error: null, usedBy: [] },
  ...more,
});
const history = (): SegmentHistory => ({
  days: ['2026-03-01', '2026-03-02'],
  ...{ sizes: [17, 20], entered: [2, 5], left: [0, 2] },
});
const members = [
  { id: 7, displayName: 'Ada', stage: 'core', persona: 'dormant', rfmTier: 'silent', engagementScore: '40', tags: [] },
];

interface Asked {
  url: string;
  params?: Record<string, unknown>;
  data?: unknown;
}
const show = (answers: Record<string, unknown> = {}, options: Partial<SegmentOptions> = {}) =>
  renderInHost(<SegmentPanel options={{ ...DEFAULT_OPTIONS, ...options }} />, {
    'communitySegmentRuns:list': [segment(1, 'quiet'), segment(2, 'silent', { description: 'A week without a word' })],
    'communitySegmentRuns:history': history(),
    'communityMembers:list': members,
    'communityTags:list': [{ id: 4, key: 'vip', title: 'VIP' }],
    ...answers,
  });
const sent = (host: { sent: Asked[] }, url: string) => host.sent.filter((request) => request.url === url);
const lastFilter = (host: { sent: Asked[] }) => sent(host, 'communityMembers:list').at(-1)?.params?.filter;

describe('a segment', () => {
  test('is told with its size, what the period did to it, and its members', async () => {
    const { host } = show({}, { segment: 'silent' });
    expect(await screen.findByText('A week without a word')).toBeTruthy();
    const figures = [...document.querySelectorAll('.ant-statistic')].map(({ textContent }) => textContent);
    await waitFor(() => expect(document.querySelectorAll('.ant-statistic')).toHaveLength(3));
    expect(figures[0]).toBe('Members20');
    const days = await screen.findByRole('table', { name: 'Trend' });
    expect(within(days).getByText('2026-03-02').parentElement?.textContent).toBe('2026-03-022052');
    expect(await screen.findByText('Ada')).toBeTruthy();
    expect(lastFilter(host)).toBe('{"segments":{"key":{"$eq":"silent"}}}');
    expect(sent(host, 'communitySegmentRuns:history')[0].params).toEqual({ segment: 'silent', days: 90 });
  });

  test('is chosen by the reader, and searched by name', async () => {
    const { host } = show();
    await screen.findByText('Ada');
    fireEvent.mouseDown(selectField('Segment'));
    fireEvent.click(await screen.findByTitle('SILENT (20)'));
    await waitFor(() => expect(lastFilter(host)).toContain('"silent"'));
    const search = screen.getByPlaceholderText('Search by name');
    fireEvent.change(search, { target: { value: ' ad ' } });
    fireEvent.keyDown(search, { key: 'Enter', keyCode: 13 });
    await waitFor(() => expect(lastFilter(host)).toContain('{"displayName":{"$includes":"ad"}}'));
  });

  test('that is broken says why, and who may not change it is told so', async () => {
    show({
      'communitySegmentRuns:list': [segment(1, 'quiet', { error: 'The field "city" is gone.' })],
      'communitySegmentRuns:refresh': serverError(403, 'No permissions'),
    });
    expect(await screen.findByText('The field "city" is gone.')).toBeTruthy();
    fireEvent.click(screen.getByText('Decide anew who is in it'));
    expect(await screen.findByText('Your role may not change segments.')).toBeTruthy();
  });

  test('is refreshed with its progress; who may not see runs is told that it goes on', async () => {
    const run = { id: 5, kind: 'segments', state: 'succeeded', progress: 1, step: null, error: null };
    const { host, unmount } = show({ 'communitySegmentRuns:refresh': { id: 5 }, 'communityRuns:get': run });
    fireEvent.click(await screen.findByText('Decide anew who is in it'));
    expect(await screen.findByText('"QUIET" is up to date.')).toBeTruthy();
    await waitFor(() => expect(sent(host, 'communitySegmentRuns:list')).toHaveLength(2));
    unmount();
    show({ 'communitySegmentRuns:refresh': { id: 5 }, 'communityRuns:get': serverError(403, 'No') });
    fireEvent.click(await screen.findByText('Decide anew who is in it'));
    expect(await screen.findByText(/goes on in the background/)).toBeTruthy();
  });

  test('that nobody has made yet, or that cannot be loaded', async () => {
    const { unmount } = show({ 'communitySegmentRuns:list': [] });
    expect(await screen.findByText(/There is no segment that you may see yet/)).toBeTruthy();
    unmount();
    show({ 'communitySegmentRuns:list': serverError(500, 'disk full') });
    expect(await screen.findByText('disk full')).toBeTruthy();
  });
});

describe('all of its members', () => {
  test('get a tag, as far as the role may change them', async () => {
    const ids = [7, 8, 9].map((id) => ({ ...members[0], id }));
    const { host } = show({ 'communityMembers:list': ids, 'communityTagging:add': { members: 2, changed: 1 } });
    fireEvent.click(await screen.findByText('Tag all'));
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.mouseDown(selectField('Tag'));
    fireEvent.click(await screen.findByTitle('VIP'));
    await act(async () => void fireEvent.click(dialog.getByText('Add tag')));
    expect(await dialog.findByText('1 of 2 members got the tag.')).toBeTruthy();
    expect(dialog.getByText('1 members may not be changed by your role.')).toBeTruthy();
    expect(sent(host, 'communityTagging:add')[0].data).toEqual({ tag: 4, members: [7, 8, 9] });
  });

  test('are read portion by portion, whoever comes and goes meanwhile', async () => {
    const asked: unknown[] = [];
    const pages = [Array.from({ length: 5000 }, (_, i) => ({ id: i + 1 })), [{ id: 9000 }]];
    const get = async <T,>(_: string, params?: object) => {
      asked.push((params as { filter: string }).filter);
      return pages[asked.length - 1] as T;
    };
    let read = 0;
    await readAll({ get }, { stage: 'core' }, {}, (rows) => (read += rows.length) > 0);
    expect(read).toBe(5001);
    expect(asked[1]).toBe('{"$and":[{"stage":"core"},{"id":{"$gt":5000}}]}');
  });

  test('travel as CSV that no spreadsheet runs, and as the host’s XLSX in the reader’s words', () => {
    const t = (text: string) => text;
    expect(csvHead(t)).toBe('\uFEFFID,Name,Stage,Persona,Value tier,Score,Last active,Tags\r\n');
    const tags = [
      { id: 1, title: 'VIP' },
      { id: 2, key: 'new', title: null },
    ];
    expect(csvLines([{ id: '7', displayName: '=Ada', stage: 'core', engagementScore: '40.5', tags }])).toBe(
      "7,'=Ada,core,,,40.5,,VIP; new\r\n",
    );
    const columns = exportColumns(t, (field) => (field === 'stage' ? [{ value: 'core', label: 'Core' }] : undefined));
    expect(columns[2]).toMatchObject({ dataIndex: ['stage'], enum: [{ value: 'core', label: 'Core' }] });
    expect(columns.at(-1)?.dataIndex).toEqual(['tags', 'title']);
    expect(fileName('a/b: "c"', 'csv')).toBe('a b c.csv');
  });

  test('are written by the host’s exporter, whose refusal is said in words', async () => {
    const { host } = show({ 'communityMembers:export': serverError(403, 'No permissions') });
    fireEvent.click(await screen.findByText('Export'));
    fireEvent.click(await screen.findByText('Excel file (XLSX)'));
    expect(await screen.findByText('Your role may not export members.')).toBeTruthy();
    expect(sent(host, 'communityMembers:export')[0]).toMatchObject({
      responseType: 'blob',
      params: { title: 'QUIET', filter: '{"segments":{"key":{"$eq":"quiet"}}}' },
    });
  });
});

test('the block hands its saved settings to the panel, defaults for the rest', () => {
  const model = new CommunitySegmentBlockModel({});
  const { flows } = CommunitySegmentBlockModel as unknown as {
    flows: Map<string, { steps: Record<string, { handler?(ctx: unknown, params: unknown): void }> }>;
  };
  flows.get('communitySegmentSettings')?.steps.options.handler?.({ model }, { segment: 'silent', days: null });
  const { options } = (model.renderComponent() as React.ReactElement<{ options: SegmentOptions }>).props;
  expect(options).toEqual({ ...DEFAULT_OPTIONS, segment: 'silent' });
});
