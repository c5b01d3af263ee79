import { act, fireEvent, screen } from '@testing-library/react';
import { Form, type FormInstance } from 'antd';
import React from 'react';
import { CLASSIFY_TIMEOUT, STAGE_MOST, STAGE_SECONDS } from '../../../common/workflow';
import { renderInHost, serverError } from '../../__tests__/support';
import { ContextProvider, createContextStub } from '../../__tests__/stubs/flow-engine';
import ClassifyFieldset from '../ClassifyFieldset';
import { ClassifyInstruction } from '../ClassifyInstruction';
import StageChangedFieldset from '../StageChangedFieldset';
import { StageChangedTrigger } from '../StageChangedTrigger';

const CHOICES = {
  connections: [],
  kinds: [],
  stages: [
    { key: 'new', title: 'New member' },
    { key: 'vip', title: null },
  ],
  roster: false,
};

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
  renderInHost(<Drawer />, { 'communityWorkflow:options': CHOICES, ...answers });
  return () => (form as FormInstance).getFieldsValue().config as Record<string, unknown>;
}

async function choose(label: string, option: string): Promise<void> {
  fireEvent.mouseDown(screen.getByLabelText(label));
  const items = await screen.findAllByText(option);
  fireEvent.click(items[items.length - 1]);
}

describe('the form of the trigger "stage changed"', () => {
  test('is about batches of live changes unless something else is chosen', async () => {
    const values = drawer(<StageChangedFieldset />, new StageChangedTrigger().createDefaultConfig());
    expect(values()).toMatchObject({
      origins: ['live', 'manual'],
      mode: 'batched',
      most: STAGE_MOST.normally,
      seconds: STAGE_SECONDS.normally,
    });
    fireEvent.click(screen.getByLabelText('For each change'));
    expect(await screen.findByText(/thousands of executions/)).toBeTruthy();
    expect(screen.queryByLabelText('Most changes in one execution')).toBeNull();
    expect(values().mode).toBe('single');
  });

  test('offers the stages that exist, and none, to come from', async () => {
    const values = drawer(<StageChangedFieldset />, {});
    await choose('Former stage', 'Without a stage');
    await choose('New stage', 'vip');
    expect(values()).toMatchObject({ from: ['none'], to: ['vip'] });
  });

  test('says when the stages cannot be listed', async () => {
    drawer(<StageChangedFieldset />, {}, { 'communityWorkflow:options': serverError(403, 'No permissions') });
    expect(await screen.findByText('The stages cannot be listed.')).toBeTruthy();
  });
});

test('the form of the node has a time limit', () => {
  const values = drawer(<ClassifyFieldset />, new ClassifyInstruction().createDefaultConfig());
  expect(values()).toEqual({ timeoutMinutes: CLASSIFY_TIMEOUT.normally });
  fireEvent.change(screen.getByLabelText('Time limit in minutes'), { target: { value: '45' } });
  expect(values()).toEqual({ timeoutMinutes: 45 });
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

  test('of a batch are a list of changes, whose items have member, stages, rule and evidence', async () => {
    const batch = await of(() => new StageChangedTrigger().useVariables({ mode: 'batched' }));
    expect(batch.map(({ value }) => value)).toEqual(['count', 'changes', 'byStage', 'memberIds']);
    const single = await of(() => new StageChangedTrigger().useVariables({ mode: 'single' }));
    expect(batch[1].children).toHaveLength(single.length);
  });

  test('of a single change are that change, the member with what was asked for', async () => {
    const config = { mode: 'single' as const, appends: ['owner', 'tags'] };
    const [member, ...rest] = await of(() => new StageChangedTrigger().useVariables(config));
    expect(member).toMatchObject({
      appends: ['member', 'member.owner', 'member.tags'],
      fields: [{ name: 'member', target: 'communityMembers' }],
    });
    expect(rest.map(({ value }) => value)).toEqual(['from', 'to', 'rule', 'at', 'origin', 'reason', 'evidence']);
  });

  test('of the node are what the run did', async () => {
    const option = await of(() => new ClassifyInstruction().useVariables({ key: 'abc', title: 'Now' }));
    expect(option).toMatchObject({ value: 'abc', label: 'Now' });
    expect(option.children?.map(({ value }) => value)).toEqual(['changed', 'entered', 'placed', 'examined', 'runId']);
    expect(option.children?.[1].children?.map(({ value }) => value)).toContain('at_risk');
  });
});
