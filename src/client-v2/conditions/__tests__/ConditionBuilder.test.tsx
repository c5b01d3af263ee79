import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import React, { useState } from 'react';
import { ContextProvider, createContextStub } from '../../__tests__/stubs/flow-engine';
import { prepareBrowser } from '../../__tests__/support';
import type { Condition } from '../../../common/conditions';
import { ConditionBuilder } from '../ConditionBuilder';
import type { Problem } from '../problems';
import { wordsIn, type Language } from './fixtures';

interface Options {
  problems?: Problem[];
  language?: Language;
  host?: object;
}

/** Renders an editor that keeps what it hands on; `latest()` is the condition as it stands. */
function edit(initial: Condition, { problems, language = 'en-US', host }: Options = {}) {
  let latest = initial;
  const words = wordsIn(language);
  function Page(): React.ReactElement {
    const [value, setValue] = useState(initial);
    latest = value;
    return (
      <ConditionBuilder
        value={value}
        onChange={setValue}
        words={words}
        path="rules[0].enter"
        label="Condition"
        problems={problems}
      />
    );
  }
  prepareBrowser();
  const context = Object.assign(createContextStub(), host);
  const rendered = render(
    <ContextProvider value={context}>
      <Page />
    </ContextProvider>,
  );
  return { ...rendered, latest: () => latest };
}

/** The input of a select: antd names the box around it as well. */
const input = (label: string): HTMLElement =>
  screen.getAllByLabelText(label).find((element) => element.tagName === 'INPUT') as HTMLElement;

async function choose(label: string, option: string): Promise<void> {
  fireEvent.mouseDown(input(label));
  const options = await waitFor(() => {
    const found = [
      ...document.querySelectorAll<HTMLElement>(
        '.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option',
      ),
    ].filter((element) => element.textContent?.includes(option));
    expect(found.length).toBeGreaterThan(0);
    return found;
  });
  fireEvent.click(options[0]);
}

async function add(item: string, at = 0): Promise<void> {
  fireEvent.click(screen.getAllByText('Add condition')[at]);
  const items = await screen.findAllByText(item);
  fireEvent.click(items[items.length - 1]);
}

/** Makes a value something else by its menu. */
async function other(value: string, item: string): Promise<void> {
  fireEvent.click(screen.getByLabelText(`${value}: what else it can be`));
  const items = await screen.findAllByText(item);
  fireEvent.click(items[items.length - 1]);
}

const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

const [stageNew, stageActive]: Condition[] = [{ stage: ['new'] }, { stage: ['active'] }];

describe('the condition editor', () => {
  test('shows a condition as a sentence above the parts that make it', () => {
    edit({ left: { metric: 'activeDays', window: { days: 30 } }, op: '>', right: 20 });
    expect(screen.getByText('Active on more than 20 days in the last 30 days')).toBeTruthy();
    expect((screen.getByLabelText('What it is compared with: number') as HTMLInputElement).value).toBe('20');
    expect((screen.getByLabelText('Days of the period') as HTMLInputElement).value).toBe('30');
  });

  test('keeps a single condition single until another is added', async () => {
    const { latest } = edit({ left: { metric: 'daysInStage' }, op: '>=', right: 30 });
    type('What it is compared with: number', '31');
    expect(latest()).toEqual({ left: { metric: 'daysInStage' }, op: '>=', right: 31 });
    await add('Stage');
    expect(latest()).toEqual({ all: [{ left: { metric: 'daysInStage' }, op: '>=', right: 31 }, { stage: [] }] });
  });

  test('offers the forms there is something to choose for', async () => {
    edit({ all: [stageNew] });
    fireEvent.click(screen.getByText('Add condition'));
    await screen.findByText('Segment');
    const items = [...document.querySelectorAll('[role="menuitem"]')].map((item) => item.textContent);
    expect(items).toEqual([
      'A number: messages, days, money …',
      'Stage',
      'Tag',
      'Persona',
      'Value tier',
      'Segment',
      'Time of day and weekday',
      'Fields of the record',
      'Group: all hold',
      'Group: at least one holds',
      'Group: does not hold',
    ]);
  });

  test('adds a group with one condition to fill in', async () => {
    const { latest } = edit({ all: [stageNew] });
    await add('Group: at least one holds');
    expect(latest()).toEqual({ all: [stageNew, { any: [{ left: { metric: '' }, op: '>=', right: NaN }] }] });
  });

  test('moves, nests, dissolves and removes with buttons that say what they do', () => {
    const { latest } = edit({ all: [stageNew, stageActive] });
    fireEvent.click(screen.getByLabelText('Move down: condition 1'));
    expect(latest()).toEqual({ all: [stageActive, stageNew] });
    fireEvent.click(screen.getByLabelText('Put into a group: condition 2'));
    expect(latest()).toEqual({ all: [stageActive, { any: [stageNew] }] });
    fireEvent.click(screen.getByLabelText('Dissolve the group: condition 2'));
    expect(latest()).toEqual({ all: [stageActive, stageNew] });
    fireEvent.click(screen.getByLabelText('Remove: condition 1'));
    expect(latest()).toEqual({ all: [stageNew] });
  });

  test('keeps the keyboard at the condition that was moved', async () => {
    edit({ all: [stageNew, stageActive, { tag: ['vip'] }] });
    const down = screen.getByLabelText('Move down: condition 1');
    down.focus();
    fireEvent.click(down);
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Move down: condition 2'));
    fireEvent.click(document.activeElement as Element);
    // at the end there is no further down: the way back up is the nearest button
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Move up: condition 3'));
  });

  test('lets a group hold at once, in part, or not at all', async () => {
    const { latest } = edit({ all: [stageNew, stageActive] });
    await choose('Which conditions of the group must hold', 'At least one of these holds');
    expect(latest()).toEqual({ any: [stageNew, stageActive] });
    await choose('Which conditions of the group must hold', 'This does not hold');
    expect(latest()).toEqual({ not: { any: [stageNew, stageActive] } });
  });

  test('finds a metric by any word, in families, with what it stands for, and only those of the subject', async () => {
    const { latest } = edit({ left: { metric: '' }, op: '>=', right: 3 });
    const picker = input('What is measured: metric');
    fireEvent.mouseDown(picker);
    expect(await screen.findByText('How often')).toBeTruthy();
    expect(screen.queryByText('Members of the group')).toBeNull();
    fireEvent.change(picker, { target: { value: 'lower bound' } });
    expect(await screen.findByText('A lower bound of what was read.')).toBeTruthy();
    expect(screen.queryByText('Active days')).toBeNull();
    await choose('What is measured: metric', 'Confirmed reads');
    expect(latest()).toEqual({ left: { metric: 'confirmedReads', window: { days: 30 } }, op: '>=', right: 3 });
    expect(screen.getAllByText('A lower bound of what was read.').length).toBeGreaterThan(0);
  });

  test('drops what another metric cannot be asked for', async () => {
    const left = { metric: 'messages', window: { days: 7 }, kinds: ['message'], groups: ['7'] };
    const { latest } = edit({ left, op: '>=', right: 3 });
    await choose('What is measured: metric', 'Days since the last');
    expect(latest()).toMatchObject({ left: { metric: 'daysSinceLast', kinds: ['message'], groups: ['7'] } });
    await choose('What is measured: metric', 'Days in the stage');
    expect(latest()).toMatchObject({ left: { metric: 'daysInStage' } });
    expect(Object.keys((latest() as { left: object }).left)).toEqual(['metric']);
  });

  test('restricts to kinds and groups, and gives the restriction up again', async () => {
    const { latest } = edit({ left: { metric: 'messages', window: { days: 7 } }, op: '>=', right: 3 });
    await other('What is measured', 'Only some kinds');
    await choose('Only these kinds', 'Click');
    await other('What is measured', 'Only some groups');
    await choose('Only these groups', 'Readers');
    expect(latest()).toMatchObject({ left: { kinds: ['click'], groups: ['7'], window: { days: 7 } } });
    await choose('Only these kinds', 'Click');
    expect(latest()).toEqual({
      left: { metric: 'messages', groups: ['7'], window: { days: 7 } },
      op: '>=',
      right: 3,
    });
  });

  test('looks at days that ended earlier', async () => {
    const { latest } = edit({ left: { metric: 'messages', window: { days: 7 } }, op: '>=', right: 3 });
    await other('What is measured', 'Ending earlier');
    expect(latest()).toMatchObject({ left: { window: { days: 7, endingDaysAgo: 7 } } });
    type('Days ago at which the period ends', '30');
    expect(latest()).toMatchObject({ left: { window: { days: 7, endingDaysAgo: 30 } } });
  });

  test('compares with a range, an average, a percentile, a ratio', async () => {
    const messages = { metric: 'messages', window: { days: 7 } };
    const { latest } = edit({ left: messages, op: '>=', right: 3 });
    await choose('Comparison', 'between');
    type('Upper bound: number', '9');
    expect(latest()).toEqual({ left: messages, op: 'between', right: [3, 9] });
    await choose('Comparison', 'at most');
    expect(latest()).toEqual({ left: messages, op: '<=', right: 3 });
    await other('What it is compared with', 'Percentile of all');
    type('Percentile', '75');
    expect(latest()).toEqual({ left: messages, op: '<=', right: { percentile: 75, of: { metric: '' } } });
    await other('What it is compared with', 'Average of all');
    expect(latest()).toEqual({ left: messages, op: '<=', right: { mean: { metric: '' } } });
    await other('What is measured', 'Ratio');
    expect(latest()).toMatchObject({ left: { ratio: [messages, { metric: '' }] } });
  });

  test('asks for shares in percent', () => {
    const { latest } = edit({ left: { metric: 'peakShare' }, op: '>', right: 0.8 });
    const number = screen.getByLabelText('What it is compared with: number') as HTMLInputElement;
    expect(number.value).toBe('80');
    fireEvent.change(number, { target: { value: '12.5' } });
    expect(latest()).toMatchObject({ right: 0.125 });
    fireEvent.change(number, { target: { value: '' } });
    expect(latest()).toMatchObject({ right: NaN });
  });

  test('chooses labels by their titles', async () => {
    const { latest } = edit({ stage: ['new'] });
    await choose('Stage', 'At risk');
    expect(latest()).toEqual({ stage: ['new', 'at_risk'] });
  });

  test('chooses a segment', async () => {
    const { latest } = edit({ segment: '' });
    await choose('Segment', 'Buyers');
    expect(latest()).toEqual({ segment: 'buyers' });
  });

  test('chooses hours, weekdays and a share; all weekdays are no restriction', async () => {
    const { latest } = edit({ hours: { from: 18, to: 24 }, share: 0.5, window: { days: 30 } });
    type('Share of messages', '75');
    type('Days of the period', '14');
    await choose('From hour', '06:00');
    await choose('Weekdays', 'Sat');
    expect(latest()).toEqual({ hours: { from: 6, to: 24, weekdays: [6] }, share: 0.75, window: { days: 14 } });
    for (const day of ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sun']) await choose('Weekdays', day);
    expect(latest()).toMatchObject({ hours: { from: 6, to: 24 } });
    expect((latest() as { hours: object }).hours).not.toHaveProperty('weekdays');
  });

  test("hands conditions on fields to the host's own filter", () => {
    const dataSourceManager = { getCollection: (_: string, name: string) => ({ name, getField: () => undefined }) };
    const { latest } = edit({ filter: { id: { $gt: 1 } } }, { host: { dataSourceManager } });
    const button = screen.getByText('Fields');
    expect(button.getAttribute('data-collection')).toBe('communityMembers');
    expect(button.getAttribute('data-initial')).toBe('{"id":{"$gt":1}}');
    fireEvent.click(button);
    expect(latest()).toEqual({ filter: { $and: [{ languageCode: { $eq: 'zh' } }] } });
  });

  test('takes the filter as JSON where the host cannot show it, and never a broken one', async () => {
    const { latest } = edit({ filter: {} });
    type('Filter as JSON', '{"id": {"$gt": 1}}');
    expect(latest()).toEqual({ filter: { id: { $gt: 1 } } });
    type('Filter as JSON', '{"id": ');
    expect(await screen.findByText('This is no JSON object.')).toBeTruthy();
    expect(latest()).toEqual({ filter: {} });
  });

  test('shows what is wrong at the very leaf, and marks the value', () => {
    const messages = { metric: 'messages', window: { days: 7 } };
    const { container } = edit(
      { any: [{ left: messages, op: '>', right: 1 }, { all: [{ left: messages, op: '>', right: 2 }] }] },
      {
        problems: [
          { path: 'rules[0].enter.any[1].all[0].right', text: 'Enter a number.' },
          { path: 'rules[1].enter.any[0].right', text: 'of another rule' },
          { path: 'rules[0].enter.any', text: 'too many conditions' },
        ],
      },
    );
    const rows = container.querySelectorAll('[data-at]');
    expect(rows[0].querySelector('[role="alert"]')).toBeNull();
    expect(rows[2].querySelector('[role="alert"]')?.textContent).toBe('Enter a number.');
    expect(screen.queryByText('of another rule')).toBeNull();
    expect(screen.getByText('too many conditions')).toBeTruthy();
    expect(container.querySelectorAll('[data-invalid]')).toHaveLength(1);
  });

  test('speaks Chinese', () => {
    edit({ all: [{ left: { metric: 'messages', window: { days: 7 } }, op: '>', right: 2 }] }, { language: 'zh-CN' });
    expect(screen.getByText('最近 7 天内发送了超过 2 条消息')).toBeTruthy();
    expect(screen.getByText('同时满足以下条件')).toBeTruthy();
    expect(screen.getByLabelText('移除：条件 1')).toBeTruthy();
  });
});
