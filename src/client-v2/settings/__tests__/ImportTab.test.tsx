import { fireEvent, screen, waitFor } from '@testing-library/react';
import React from 'react';
import { renderInHost, serverError } from '../../__tests__/support';
import { ImportTab } from '../imports/ImportTab';

const CREATE = 'communityImports:create';
const run = (part: object) => ({
  id: 9,
  kind: 'import',
  state: 'running',
  progress: 0.4,
  step: null,
  counts: {},
  notes: [],
  error: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  ...part,
});

async function upload(answers: Record<string, unknown>) {
  const view = renderInHost(<ImportTab />, answers);
  const input = view.container.querySelector('input[type=file]') as HTMLInputElement;
  fireEvent.change(input, { target: { files: [new File(['{}'], 'result.json', { type: 'application/json' })] } });
  await screen.findByText('result.json');
  fireEvent.click(screen.getByRole('button', { name: 'Import' }));
  return view;
}

describe('the import tab', () => {
  test('sends the file and follows its run to the result', async () => {
    let looks = 0;
    const done = run({
      state: 'succeeded',
      counts: { messages: 1200, skipped: 3 },
      notes: [{ code: 'TIME_ZONE_ASSUMED', zone: 'Asia/Shanghai', messages: 1200 }],
    });
    const { host } = await upload({
      [CREATE]: { id: 9, state: 'queued' },
      'communityRuns:get': () => (++looks === 1 ? run({}) : done),
    });
    expect(await screen.findByText('Running')).toBeTruthy();
    expect(await screen.findByText('Succeeded', undefined, { timeout: 4000 })).toBeTruthy();
    expect(screen.getByText(/^1200 messages carry no time zone; Asia\/Shanghai was assumed/)).toBeTruthy();
    expect(screen.getByText('Messages')).toBeTruthy();
    const sent = host.sent.find(({ url }) => url === CREATE)?.data as FormData;
    expect((sent.get('file') as File).name).toBe('result.json');
    expect(sent.has('timeZone')).toBe(false);
  });

  test('says in the reader’s language why a file was refused', async () => {
    await upload({
      [CREATE]: { id: 9 },
      'communityRuns:get': run({ state: 'failed', error: { code: 'TRUNCATED', message: 'server words', byte: 17 } }),
    });
    expect(await screen.findByText('The file could not be imported. Nothing was changed.')).toBeTruthy();
    expect(screen.getByText(/^The file ends in the middle, at byte 17/)).toBeTruthy();
  });

  test('says which line and column of a table is wrong', async () => {
    const error = {
      code: 'BAD_ROW',
      message: 'server words',
      line: 3,
      column: 'type',
      problemCode: 'UNKNOWN_KIND',
      value: 'gift',
      allowed: 'message, purchase',
      count: 2,
      lines: '3, 9',
    };
    await upload({ [CREATE]: { id: 9 }, 'communityRuns:get': run({ state: 'failed', error }) });
    expect(await screen.findByText(/^Line 3, column "type": There is no kind "gift"\. Allowed: message/)).toBeTruthy();
  });

  test('sends the choice of columns along', async () => {
    const view = renderInHost(<ImportTab />, { [CREATE]: { id: 9 }, 'communityRuns:get': run({}) });
    fireEvent.mouseDown(screen.getByLabelText('Columns of a table'));
    const choices = await screen.findAllByText('Own mapping (JSON)');
    fireEvent.click(choices[choices.length - 1]);
    fireEvent.change(await screen.findByLabelText('Own mapping (JSON)'), { target: { value: '{"source":"shop"}' } });
    const input = view.container.querySelector('input[type=file]') as HTMLInputElement;
    fireEvent.change(input, { target: { files: [new File(['a,b'], 'orders.csv', { type: 'text/csv' })] } });
    await screen.findByText('orders.csv');
    fireEvent.click(screen.getByRole('button', { name: 'Import' }));
    await waitFor(() => expect(view.host.sent.some(({ url }) => url === CREATE)).toBe(true));
    const sent = view.host.sent.find(({ url }) => url === CREATE)?.data as FormData;
    expect(sent.get('mapping')).toBe('{"source":"shop"}');
  });

  test('keeps the chosen file when the upload itself fails', async () => {
    await upload({ [CREATE]: serverError(413, 'The file is too large') });
    expect(await screen.findByText('The file is too large')).toBeTruthy();
    await waitFor(() => expect(screen.getByText('result.json')).toBeTruthy());
  });

  test('cannot start without a file', () => {
    renderInHost(<ImportTab />);
    expect((screen.getByRole('button', { name: 'Import' }) as HTMLButtonElement).disabled).toBe(true);
  });
});
