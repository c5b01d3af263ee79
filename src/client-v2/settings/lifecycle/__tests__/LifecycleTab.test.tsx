import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import React from 'react';
import { ContextProvider } from '../../../__tests__/stubs/flow-engine';
import { renderInHost, serverError } from '../../../__tests__/support';
import { catalogueIn } from '../../../conditions/__tests__/fixtures';
import { LifecycleTab } from '../LifecycleTab';
import { draftOf } from '../rules';
// read beforehand: the page fetches it when it first draws, which takes its time on a busy machine
import '../StageSizesChart';
import { BACKTEST, PREVIEW, RULES, STAGES } from './fixtures';

jest.mock('@ant-design/plots', () => ({
  Line: ({ data }: { data: unknown[] }) => <div data-testid="line">{data.length}</div>,
}));

const base = {
  'communityLifecycle:catalogue': catalogueIn('en-US'),
  'communityLifecycle:rules': { rules: RULES, stages: STAGES, revision: 'r1' },
  'communityLifecycle:preview': PREVIEW,
};

const open = async (answers: Record<string, unknown> = {}) => {
  const rendered = renderInHost(<LifecycleTab />, { ...base, ...answers });
  await screen.findByText('At risk: silent');
  const asked = (action: string) => rendered.host.sent.filter(({ url }) => url === `communityLifecycle:${action}`);
  return { ...rendered, asked };
};

const card = (key: string) => document.querySelector(`[data-rule="${key}"]`) as HTMLElement;
const button = (label: string) => screen.getByLabelText(label);
/** The button with these words; looking for roles takes seconds on a page of this size. */
const worded = (text: string) => screen.getByText(text).closest('button') as HTMLButtonElement;
const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const save = () => worded('Save');

/** Makes the at-risk rule fire after so many days. */
async function changeThreshold(days: string): Promise<void> {
  if (!screen.queryByLabelText('Close: At risk: silent')) fireEvent.click(button('Edit: At risk: silent'));
  fireEvent.change(await screen.findByLabelText('What it is compared with: number'), { target: { value: days } });
}

describe('the rules', () => {
  test('are shown as sentences by target stage, with version, priority and how the stage is kept', async () => {
    await open();
    const text = card('active-from-new').textContent ?? '';
    expect(text).toContain('Version 3');
    expect(text).toContain('Priority 20');
    expect(text).toContain('New memberNo stage yet→Active');
    expect(text).toContain('Sent at least 3 messages in the last 7 days');
    expect(text).toContain('Kept while:Last sign of life less than 15 days ago');
    expect(card('at-risk').textContent).toContain('Kept while the same holds, eased by a tenth.');
    expect(document.querySelector('[data-stage-rules="new"]')?.textContent).toContain('No rule leads here.');
    expect(save().disabled).toBe(true);
  });

  test('are a draft until they are saved, and are sent as a whole with what they are based on', async () => {
    const { asked } = await open({ 'communityLifecycle:saveRules': {} });
    await changeThreshold('10');
    expect(screen.getByText('Unsaved changes')).toBeTruthy();
    expect(asked('saveRules')).toHaveLength(0);
    const leave = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(leave);
    expect(leave.defaultPrevented).toBe(true);
    fireEvent.click(save());
    expect(await screen.findByText(/^Saved\. Everybody is looked at again/)).toBeTruthy();
    const changed = { ...draftOf(RULES[1]), enter: { left: { metric: 'daysSinceLast' }, op: '>=', right: 10 } };
    expect(asked('saveRules')[0].data).toEqual({ rules: [draftOf(RULES[0]), changed], revision: 'r1' });
    expect(asked('rules')).toHaveLength(2);
  });

  test('go back to what is in force when the draft is discarded', async () => {
    const { asked } = await open();
    fireEvent.click(button('In use: At risk: silent'));
    fireEvent.click(worded('Discard'));
    expect(screen.queryByText('Unsaved changes')).toBeNull();
    expect(asked('saveRules')).toHaveLength(0);
    const leave = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(leave);
    expect(leave.defaultPrevented).toBe(false);
  });

  test('are still a draft after somebody left the page and came back', async () => {
    const { rerender, host, asked } = await open({ 'communityLifecycle:saveRules': {} });
    fireEvent.click(button('In use: At risk: silent'));
    const page = (element: React.ReactElement) => <ContextProvider value={host}>{element}</ContextProvider>;
    rerender(page(<div />));
    rerender(page(<LifecycleTab />));
    expect(await screen.findByText('Unsaved changes')).toBeTruthy();
    fireEvent.click(save());
    await waitFor(() => expect(asked('saveRules')).toHaveLength(1));
    expect(asked('saveRules')[0].data).toMatchObject({
      rules: [{ enabled: true }, { enabled: false }],
      revision: 'r1',
    });
  });

  test('that are incomplete can be neither saved nor previewed, and say where', async () => {
    const { asked } = await open();
    fireEvent.click(button('Add a rule for Active'));
    await screen.findByLabelText('Title');
    expect(save().disabled).toBe(true);
    const added = card('active-rule-1');
    expect(within(added).getByText('Choose a metric.')).toBeTruthy();
    expect(within(added).getByText('Enter a title.')).toBeTruthy();
    expect(screen.getByText('The preview goes on as soon as the rules are complete.')).toBeTruthy();
    expect(asked('preview')).toHaveLength(0);
  });

  test('are duplicated and deleted in the draft only', async () => {
    const { asked } = await open();
    fireEvent.click(button('Duplicate: At risk: silent'));
    expect(await screen.findByText('At risk: silent (copy)')).toBeTruthy();
    fireEvent.click(button('Delete: At risk: silent'));
    fireEvent.click(await screen.findByText('Delete'));
    await waitFor(() => expect(card('at-risk')).toBeNull());
    expect(asked('saveRules')).toHaveLength(0);
  });

  test('say in the form what the server refuses, at the place', async () => {
    await open({
      'communityLifecycle:saveRules': serverError(
        400,
        'rules[1].enter.right: 0 is no number of days. Allowed: 1 to 9.',
      ),
    });
    await changeThreshold('0');
    fireEvent.click(button('Close: At risk: silent'));
    fireEvent.click(save());
    expect(await screen.findByText('The rules could not be saved.')).toBeTruthy();
    expect(await within(card('at-risk')).findByText('0 is no number of days. Allowed: 1 to 9.')).toBeTruthy();
    expect(card('at-risk').querySelector('[role="alert"]')).toBeTruthy();
    expect(card('at-risk').querySelectorAll('[data-invalid]')).toHaveLength(1);
    type('What it is compared with: number', '5');
    expect(screen.queryByText('The rules could not be saved.')).toBeNull();
  });

  test('that somebody else saved meanwhile are loaded again on request', async () => {
    const { asked } = await open({
      'communityLifecycle:saveRules': serverError(409, 'Somebody else has changed the rules.', 'RULES_CHANGED'),
    });
    fireEvent.click(button('In use: At risk: silent'));
    fireEvent.click(save());
    fireEvent.click(await screen.findByText('Load again and discard the draft'));
    await waitFor(() => expect(asked('rules')).toHaveLength(2));
    expect(screen.queryByText('Unsaved changes')).toBeNull();
  });

  test('are replaced by the defaults after a question', async () => {
    const { asked } = await open({ 'communityLifecycle:resetRules': {} });
    fireEvent.click(worded('Reset to defaults'));
    fireEvent.click(await screen.findByText('Replace all rules'));
    await waitFor(() => expect(asked('resetRules')).toHaveLength(1));
    expect(await screen.findByText(/^Saved\./)).toBeTruthy();
  });

  test('keep their versions, and an old one comes back as a draft', async () => {
    const old = {
      ...draftOf(RULES[0]),
      enter: { left: { metric: 'messages', window: { days: 7 } }, op: '>=', right: 9 },
    };
    const { asked } = await open({
      'communityLifecycle:versions': [
        { version: 3, ended: null, from: Date.UTC(2026, 0, 2), until: null, by: 'Root', rule: draftOf(RULES[0]) },
        { version: 2, ended: 'changed', from: null, until: Date.UTC(2026, 0, 2), by: null, rule: old },
      ],
    });
    fireEvent.click(button('Earlier versions: Active: took part'));
    expect(await screen.findByText('Sent at least 9 messages in the last 7 days')).toBeTruthy();
    expect(asked('versions')[0].params).toEqual({ rule: 'active-from-new' });
    fireEvent.click(worded('Take into the draft'));
    expect(screen.getByText('Unsaved changes')).toBeTruthy();
    expect(card('active-from-new').textContent).toContain('Sent at least 9 messages');
  });

  test('can be tried again when they cannot be loaded', async () => {
    renderInHost(<LifecycleTab />, { ...base, 'communityLifecycle:rules': serverError(403, 'No permissions') });
    expect(await screen.findByText('No permissions')).toBeTruthy();
    expect(worded('Try again')).toBeTruthy();
  });
});

describe('a rule file', () => {
  const upload = (name: string, text: string) => {
    const file = new File([text], name, { type: 'application/json' });
    Object.assign(file, { text: async () => text });
    fireEvent.change(document.querySelector('input[type="file"]') as Element, { target: { files: [file] } });
  };

  test('is taken over as a draft', async () => {
    const { asked } = await open();
    const rules = [{ ...draftOf(RULES[1]), title: 'From a file' }];
    upload('rules.json', JSON.stringify({ format: 'community-stage-rules', version: 1, rules }));
    expect(await screen.findByText('From a file')).toBeTruthy();
    expect(screen.queryByText('Active: took part')).toBeNull();
    expect(screen.getByText('Unsaved changes')).toBeTruthy();
    expect(asked('saveRules')).toHaveLength(0);
  });

  test('that is broken changes nothing, and says why', async () => {
    await open();
    upload('rules.json', '{"format": "community-stage-rules", "version": 1, "rules": [{}]}');
    expect(await screen.findByText('Rule 1 in the file "rules.json" is broken.')).toBeTruthy();
    upload('notes.txt', 'hello');
    expect(await screen.findByText('The file "notes.txt" is no JSON.')).toBeTruthy();
    expect(screen.getByText('Active: took part')).toBeTruthy();
    expect(screen.queryByText('Unsaved changes')).toBeNull();
  });

  test('holds the draft as it stands', async () => {
    await open();
    let written: Blob | null = null;
    URL.createObjectURL = (blob: Blob) => {
      written = blob;
      return 'blob:1';
    };
    URL.revokeObjectURL = () => undefined;
    HTMLAnchorElement.prototype.click = () => undefined;
    fireEvent.click(worded('Export'));
    expect((written as Blob | null)?.type).toBe('application/json');
  });
});

describe('the preview', () => {
  const panel = () => within(screen.getByTestId('rule-preview'));

  test('asks nothing before a change, unless it is told to', async () => {
    const { asked } = await open();
    expect(asked('preview')).toHaveLength(0);
    fireEvent.click(worded('Show for the rules in force'));
    expect(await panel().findByText('1,234')).toBeTruthy();
    expect(panel().queryByText('Difference')).toBeNull();
  });

  test('asks once when the draft has rested, and shows counts beside those of the rules in force, and reasons', async () => {
    const { asked } = await open();
    await changeThreshold('12');
    await changeThreshold('11');
    await changeThreshold('10');
    expect(asked('preview')).toHaveLength(0);
    expect(await panel().findByText('+15')).toBeTruthy();
    expect(asked('preview')).toHaveLength(1);
    expect(asked('preview')[0].data).toMatchObject({ rules: [{ key: 'active-from-new' }, { enter: { right: 10 } }] });
    expect(panel().getByText('Days since the last sign of life: 12, asked for: at least 10')).toBeTruthy();
  });

  test('says so when nobody would change', async () => {
    await open({ 'communityLifecycle:preview': { ...PREVIEW, changes: [], current: [], sample: [] } });
    await changeThreshold('10');
    expect(await panel().findByText('Nobody would change stage today.')).toBeTruthy();
  });

  test('shows why it failed, at the leaf as well, and tries again', async () => {
    let calls = 0;
    await open({
      'communityLifecycle:preview': () => {
        calls += 1;
        return calls === 1 ? serverError(400, 'rules[1].enter.op: not here. Allowed: >.') : PREVIEW;
      },
    });
    await changeThreshold('10');
    expect(await panel().findByText(/rules\[1\]\.enter\.op: not here/)).toBeTruthy();
    expect(card('at-risk').querySelector('[role="alert"]')?.textContent).toBe('not here. Allowed: >.');
    fireEvent.click(panel().getByText('Try again'));
    expect(await panel().findByText('+15')).toBeTruthy();
  });
});

describe('the backtest', () => {
  const run = (state: string, more: object = {}) => ({
    id: 5,
    kind: 'backtest',
    state,
    progress: 0.4,
    step: null,
    ...more,
  });
  const panel = () => within(screen.getByTestId('rule-backtest'));
  const start = () => fireEvent.click(panel().getByText('Try on the past'));

  test('runs the draft over the chosen weeks and shows sizes and numbers side by side', async () => {
    let state = 'running';
    const { asked, host } = await open({
      'communityLifecycle:backtest': { id: 5 },
      'communityRuns:get': () => run(state),
      'communityLifecycle:backtestResult': BACKTEST,
    });
    start();
    expect(await panel().findByText('40%')).toBeTruthy();
    expect(asked('backtest')[0].data).toMatchObject({ weeks: 12, rules: [{ key: 'active-from-new' }, {}] });
    state = 'succeeded';
    expect(await panel().findAllByTestId('line')).toHaveLength(2);
    expect(panel().getByText('Taken back within 14 days')).toBeTruthy();
    expect(panel().getByText('80%')).toBeTruthy();
    expect(host.sent.find(({ url }) => url === 'communityLifecycle:backtestResult')?.params).toEqual({ run: 5 });
    fireEvent.click(button('In use: At risk: silent'));
    expect(panel().getByText('The rules were changed since; this is the result of before.')).toBeTruthy();
  });

  test('can be cancelled', async () => {
    let state = 'running';
    const { asked } = await open({
      'communityLifecycle:backtest': { id: 5 },
      'communityRuns:get': () => run(state),
      'communityLifecycle:cancelRun': () => {
        state = 'cancelled';
        return { id: 5 };
      },
    });
    start();
    fireEvent.click(await panel().findByText('Cancel'));
    expect(await panel().findByText('The backtest was cancelled.')).toBeTruthy();
    expect(asked('cancelRun')[0].data).toEqual({ run: 5 });
  });

  test('says why it failed or could not start', async () => {
    await open({
      'communityLifecycle:backtest': serverError(409, 'A backtest is running already.'),
    });
    start();
    expect(await panel().findByText('A backtest is running already.')).toBeTruthy();
    await act(async () => undefined);
  });
});
