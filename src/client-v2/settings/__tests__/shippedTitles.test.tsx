import { fireEvent, screen, waitFor } from '@testing-library/react';
import React from 'react';
import type { ScoringAnswer } from '../../../common/scoring';
import { renderInHost } from '../../__tests__/support';
import { catalogueIn, wordsIn } from '../../conditions/__tests__/fixtures';
import { KindsTab } from '../kinds/KindsTab';
import { PREVIEW, RULES, STAGES } from '../lifecycle/__tests__/fixtures';
import { LifecycleTab } from '../lifecycle/LifecycleTab';
import { draftOf, type StoredRule } from '../lifecycle/rules';
import { ScoringTab } from '../scoring/ScoringTab';

const chinese = { locale: 'zh-CN', t: wordsIn('zh-CN').t };

const SCORING: ScoringAnswer = {
  ...{ version: 1, halfLifeDays: 30, pointsForHalf: 40, mediumFrom: 30, highFrom: 60, sessionGapMinutes: 30 },
  kinds: [
    { key: 'message', title: 'Message', weight: 1, dailyCap: 20 },
    { key: 'reply', title: 'Answer', weight: 1.5, dailyCap: 20 },
  ],
};

/** The first with a title of the operators, the second as it was shipped. */
const STORED: StoredRule[] = [RULES[0], { ...RULES[1], title: 'At risk: silent for 15 days' }];

/** Words of a button; antd sets two Chinese characters apart. */
const onButton = (english: string) => new RegExp(`^${[...chinese.t(english)].join(' ?')}$`);
const press = (english: string) =>
  fireEvent.click(screen.getByText(onButton(english)).closest('button') as HTMLElement);

describe('a Chinese reader of an English installation', () => {
  test('finds the kinds of the scoring tab in Chinese, but for those that operators renamed', async () => {
    renderInHost(<ScoringTab />, { 'communityScoring:get': SCORING }, chinese);
    expect(await screen.findByText('消息')).toBeTruthy();
    expect(screen.getByLabelText(chinese.t('{{kind}}: points', { kind: '消息' }))).toBeTruthy();
    expect(screen.queryByText('Message')).toBeNull();
    expect(screen.getByText('Answer')).toBeTruthy();
  });

  test('finds rules and stages of the lifecycle tab in Chinese, and saves the titles that are stored', async () => {
    const { host } = renderInHost(
      <LifecycleTab />,
      {
        'communityLifecycle:catalogue': catalogueIn('en-US'),
        'communityLifecycle:rules': { rules: STORED, stages: STAGES, revision: 'r1' },
        'communityLifecycle:preview': PREVIEW,
        'communityLifecycle:saveRules': {},
      },
      chinese,
    );
    const title = '流失风险：沉默 15 天';
    expect(await screen.findByText(title)).toBeTruthy();
    expect(screen.getByText('Active: took part')).toBeTruthy();
    expect(screen.getAllByText('新用户').length).toBeGreaterThan(0);
    expect(screen.queryByText('New member')).toBeNull();
    const action = (label: string) =>
      screen.getByLabelText(chinese.t('{{action}}: {{title}}', { action: chinese.t(label), title }));
    fireEvent.click(action('Edit'));
    expect(((await screen.findByLabelText(chinese.t('Title'))) as HTMLInputElement).value).toBe(title);
    fireEvent.click(action('In use'));
    press('Save');
    const saves = () => host.sent.filter(({ url }) => url === 'communityLifecycle:saveRules');
    await waitFor(() => expect(saves()).toHaveLength(1));
    expect(saves()[0].data).toMatchObject({ rules: [draftOf(STORED[0]), { ...draftOf(STORED[1]), enabled: false }] });
  });

  test('changes what a kind counts without renaming it', async () => {
    const message = { id: 1, key: 'message', title: 'Message', weight: 1, dailyCap: 20 };
    const answers = { 'communityKinds:list': [message], 'communityKinds:update': {} };
    const { host } = renderInHost(<KindsTab />, answers, chinese);
    expect(await screen.findByText('消息')).toBeTruthy();
    press('Edit');
    const title = (await screen.findByLabelText(chinese.t('Title'))) as HTMLInputElement;
    expect(title.value).toBe('消息');
    const updates = () => host.sent.filter(({ url }) => url === 'communityKinds:update');
    fireEvent.change(screen.getByLabelText(chinese.t('Points')), { target: { value: '3' } });
    press('Save');
    await waitFor(() => expect(updates()).toHaveLength(1));
    expect(updates()[0].data).toMatchObject({ title: 'Message', weight: 3 });
  });

  test('may rename a kind', async () => {
    const message = { id: 1, key: 'message', title: 'Message', weight: 1, dailyCap: 20 };
    const answers = { 'communityKinds:list': [message], 'communityKinds:update': {} };
    const { host } = renderInHost(<KindsTab />, answers, chinese);
    await screen.findByText('消息');
    press('Edit');
    fireEvent.change(await screen.findByLabelText(chinese.t('Title')), { target: { value: '发言' } });
    press('Save');
    const updates = () => host.sent.filter(({ url }) => url === 'communityKinds:update');
    await waitFor(() => expect(updates()).toHaveLength(1));
    expect(updates()[0].data).toMatchObject({ title: '发言' });
  });
});

test('an English reader of a Chinese installation finds the kinds in English', async () => {
  const kinds = [{ ...SCORING.kinds[0], title: '消息' }];
  renderInHost(<ScoringTab />, { 'communityScoring:get': { ...SCORING, kinds } });
  expect(await screen.findByText('Message')).toBeTruthy();
});
