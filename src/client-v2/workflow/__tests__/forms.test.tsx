import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { Form, type FormInstance } from 'antd';
import React from 'react';
import { BATCH_MOST, BATCH_SECONDS, SYNC_TIMEOUT } from '../../../common/workflow';
import { renderInHost, serverError } from '../../__tests__/support';
import { ContextProvider, createContextStub } from '../../__tests__/stubs/flow-engine';
import ActivityReceivedFieldset from '../ActivityReceivedFieldset';
import { ActivityReceivedTrigger } from '../ActivityReceivedTrigger';
import TelegramSyncFieldset from '../TelegramSyncFieldset';
import { TelegramSyncInstruction } from '../TelegramSyncInstruction';

const CHOICES = {
  connections: [{ id: 3, name: 'Runner bot', mode: 'polling' }],
  kinds: [
    { key: 'join', title: 'Join' },
    { key: 'coupon_used', title: null },
  ],
  stages: [
    { key: 'new', title: 'New member' },
    { key: 'vip', title: null },
  ],
  roster: false,
};

const GROUPS = [
  { id: 7, title: 'Night runners' },
  { id: 8, title: null },
];

/** A fieldset in a form, as the host's drawer shows it. */
function drawer(fieldset: React.ReactElement, config: object, answers: Record<string, unknown> = {}) {
  let form: FormInstance | undefined;
  function Drawer() {
    [form] = Form.useForm();
    return (
      <Form form={form} layout="vertical" initialValues={{ config }}>
        {fieldset}
      </Form>
    );
  }
  const rendered = renderInHost(<Drawer />, {
    'communityWorkflow:options': CHOICES,
    'communityWorkflow:groups': GROUPS,
    ...answers,
  });
  return { ...rendered, values: () => (form as FormInstance).getFieldsValue().config as Record<string, unknown> };
}

async function choose(label: string, option: string): Promise<void> {
  fireEvent.mouseDown(screen.getByLabelText(label));
  const items = await screen.findAllByText(option);
  fireEvent.click(items[items.length - 1]);
}

describe('the form of the node', () => {
  test('offers bots, an import, labels and a time limit', async () => {
    const { values } = drawer(<TelegramSyncFieldset />, new TelegramSyncInstruction().createDefaultConfig());
    await choose('Bots', 'Runner bot');
    fireEvent.click(screen.getByLabelText('Score and classify afterwards'));
    fireEvent.change(screen.getByLabelText('Time limit in minutes'), { target: { value: '30' } });
    expect(values()).toMatchObject({ connections: [3], labels: true, timeoutMinutes: 30 });
    expect(screen.queryByLabelText('Compare members with Telegram')).toBeNull();
  });

  test('asks for a time zone once there is a file, and for the roster where it can be compared', async () => {
    const answers = { 'communityWorkflow:options': { ...CHOICES, roster: true } };
    drawer(<TelegramSyncFieldset />, {}, answers);
    expect(screen.queryByLabelText('Time zone of dates without one')).toBeNull();
    fireEvent.change(screen.getByLabelText('Import a file'), { target: { value: '{{$context.data.file}}' } });
    expect(await screen.findByLabelText('Time zone of dates without one')).toBeTruthy();
    expect(await screen.findByLabelText('Compare members with Telegram')).toBeTruthy();
  });

  test('says when the bots cannot be listed', async () => {
    drawer(<TelegramSyncFieldset />, {}, { 'communityWorkflow:options': serverError(403, 'No permissions') });
    expect(await screen.findByText('The bots cannot be listed.')).toBeTruthy();
  });
});

describe('the form of the trigger', () => {
  test('is about batches unless single activities are chosen', async () => {
    const { values } = drawer(<ActivityReceivedFieldset />, new ActivityReceivedTrigger().createDefaultConfig());
    expect(values()).toMatchObject({ mode: 'batch', most: BATCH_MOST.normally, seconds: BATCH_SECONDS.normally });
    fireEvent.click(screen.getByLabelText('For each activity'));
    expect(await screen.findByText(/thousands of executions/)).toBeTruthy();
    expect(screen.queryByLabelText('Seconds between two executions')).toBeNull();
    expect(values().mode).toBe('single');
  });

  test('offers kinds with or without a title, and searches groups on the server', async () => {
    const { values, host } = drawer(<ActivityReceivedFieldset />, { groups: [7], mode: 'batch' });
    await choose('Kinds of activity', 'coupon_used');
    await screen.findByText('Night runners');
    fireEvent.change(screen.getByLabelText('Groups'), { target: { value: 'run' } });
    await waitFor(() => expect(host.sent.at(-1)?.params).toEqual({ search: 'run', ids: '7' }));
    await choose('Groups', '#8');
    expect(values()).toMatchObject({ kinds: ['coupon_used'], groups: [7, 8] });
  });
});

describe('variables', () => {
  /** What a hook answers inside the host. */
  async function of<T>(hook: () => T): Promise<T> {
    let result: T | undefined;
    function Probe() {
      result = hook();
      return null;
    }
    await act(
      async () => void renderInHost(<ContextProvider value={createContextStub()}>{<Probe />}</ContextProvider>),
    );
    return result as T;
  }

  test('of the node carry its counts', async () => {
    const option = await of(() => new TelegramSyncInstruction().useVariables({ key: 'abc', title: 'My sync' }));
    expect(option).toMatchObject({ value: 'abc', label: 'My sync' });
    const names = option.children?.map(({ value }) => value);
    expect(names).toEqual(expect.arrayContaining(['activities', 'byKind', 'updates', 'gaps', 'import', 'labels']));
    const byKind = option.children?.find(({ value }) => value === 'byKind');
    expect(byKind?.children).toEqual(expect.arrayContaining([{ key: 'join', value: 'join', label: 'Join' }]));
  });

  test('of the trigger follow its mode', async () => {
    const batch = await of(() => new ActivityReceivedTrigger().useVariables({ mode: 'batch' }));
    expect(batch.map(({ value }) => value)).toEqual(expect.arrayContaining(['count', 'ids', 'byGroup', 'memberIds']));
    const single = await of(() => new ActivityReceivedTrigger().useVariables({ mode: 'single' }));
    expect(single).toMatchObject([{ fields: [{ name: 'data', target: 'communityActivities' }] }]);
  });
});

test('defaults are what the server takes for nothing', () => {
  expect(new TelegramSyncInstruction().createDefaultConfig()).toMatchObject({ timeoutMinutes: SYNC_TIMEOUT.normally });
  expect(new ActivityReceivedTrigger().validate()).toBe(true);
});
