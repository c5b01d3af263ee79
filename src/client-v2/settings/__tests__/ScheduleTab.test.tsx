import { fireEvent, screen, waitFor } from '@testing-library/react';
import React from 'react';
import { renderInHost, serverError } from '../../__tests__/support';
import { ScheduleTab } from '../schedule/ScheduleTab';

const SETTINGS = { timeZone: 'Asia/Shanghai', schedule: '0 * * * *', scheduleEnabled: true };
const base = { 'communitySettings:get': SETTINGS, 'communityRuns:list': [] };
const finished = {
  id: 3,
  kind: 'labels',
  state: 'succeeded',
  progress: 1,
  step: null,
  counts: { members: 3000 },
  params: {},
  notes: [],
  startedAt: '2026-01-01T00:00:00.000Z',
  finishedAt: '2026-01-01T00:01:05.000Z',
  error: null,
  createdAt: '2026-01-01T00:00:00.000Z',
};

describe('the schedule tab', () => {
  test('shows the zone, which cannot be edited, and saves a preset', async () => {
    const { host } = renderInHost(<ScheduleTab />, { ...base, 'communitySettings:save': SETTINGS });
    const zone = (await screen.findByLabelText('Time zone of the community')) as HTMLInputElement;
    expect(zone.value).toBe('Asia/Shanghai');
    expect(zone.readOnly).toBe(true);
    fireEvent.click(screen.getByLabelText('Every day at 3:00'));
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(host.sent.some(({ url }) => url === 'communitySettings:save')).toBe(true));
    const update = host.sent.find(({ url }) => url === 'communitySettings:save');
    expect(update?.data).toEqual({ schedule: '0 3 * * *', scheduleEnabled: true });
  });

  test('refuses a custom schedule that is none', async () => {
    const { host } = renderInHost(<ScheduleTab />, base);
    fireEvent.click(await screen.findByLabelText('Custom'));
    fireEvent.change(await screen.findByLabelText('Cron expression'), { target: { value: 'often' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Enter five fields, e.g. 0 * * * *.')).toBeTruthy();
    expect(host.sent.some(({ url }) => url === 'communitySettings:save')).toBe(false);
  });

  test('lists runs with their numbers, duration and errors', async () => {
    const failed = { ...finished, id: 2, state: 'failed', error: { code: 'X', message: 'database is locked' } };
    renderInHost(<ScheduleTab />, { ...base, 'communityRuns:list': [finished, failed] });
    expect(await screen.findByText(/Members 3,000/)).toBeTruthy();
    expect(screen.getAllByText('1 min 5 s')).toHaveLength(2);
    expect(screen.getByText('database is locked')).toBeTruthy();
  });

  test('starts a run at once, but not while one is active', async () => {
    let started = false;
    renderInHost(<ScheduleTab />, {
      ...base,
      'communityLifecycle:run': () => {
        started = true;
        return { id: 4 };
      },
      'communityRuns:list': () => (started ? [{ ...finished, id: 4, state: 'running', progress: 0.5 }] : []),
    });
    await screen.findByText('Nothing has run yet.');
    const button = screen.getByRole('button', { name: /Score and classify now/ }) as HTMLButtonElement;
    fireEvent.click(button);
    expect(await screen.findByText('50%')).toBeTruthy();
    expect(button.disabled).toBe(true);
  });

  test('shows why a run could not be started', async () => {
    renderInHost(<ScheduleTab />, { ...base, 'communityLifecycle:run': serverError(409, 'already running') });
    fireEvent.click(await screen.findByRole('button', { name: /Score and classify now/ }));
    expect(await screen.findByText('already running')).toBeTruthy();
  });
});
