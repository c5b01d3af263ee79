import { act, screen } from '@testing-library/react';
import React from 'react';
import { DisplayItemModel, EditableItemModel } from '../../__tests__/stubs/flow-engine';
import { renderInHost, serverError } from '../../__tests__/support';
import { PersonaTagFieldModel } from '../PersonaTagFieldModel';
import { TagsFieldModel } from '../TagsFieldModel';
import { TagsSelectFieldModel } from '../TagsSelectFieldModel';
import { TierTagFieldModel } from '../TierTagFieldModel';

const TAGS = [
  { id: 1, key: 'spreader', title: '传播者', color: 'purple' },
  { id: 2, key: 'vip', title: 'VIP', color: '#f5222d' },
];

type FieldClass = typeof PersonaTagFieldModel | typeof TierTagFieldModel;

const shown = (Model: FieldClass, value: unknown, answers = {}, reader = {}) => {
  const model = new Model({});
  return renderInHost(<>{model.renderComponent(value)}</>, answers, reader).container;
};

/** The drawn labels as `title colour`. */
const drawn = (container: HTMLElement) =>
  [...container.querySelectorAll<HTMLElement>('.ant-tag')].map((tag) => {
    const preset = [...tag.classList].find((name) => /^ant-tag-(?!has-color|borderless)\w+$/.test(name));
    return `${tag.textContent} ${preset?.replace('ant-tag-', '') ?? tag.style.backgroundColor}`.trim();
  });

describe('tags of a member', () => {
  const tags = (value: unknown, reader = {}) => {
    const model = new TagsFieldModel({});
    model.setProps({ value });
    return renderInHost(<>{model.render()}</>, {}, reader).container;
  };

  test('stand side by side in their colours, shipped ones in the reader’s language', () => {
    expect(drawn(tags(TAGS))).toEqual(['Spreader purple', 'VIP rgb(245, 34, 45)']);
    expect(drawn(tags(TAGS, { locale: 'zh-CN' }))[0]).toBe('传播者 purple');
  });

  test('are nothing where there are none', () => {
    expect(tags([]).innerHTML).toBe('');
    expect(tags(undefined).innerHTML).toBe('');
  });

  test('keep their colours in forms', () => {
    const model = new TagsSelectFieldModel({});
    model.setProps({ value: TAGS });
    const { container } = renderInHost(<>{model.render()}</>);
    expect(drawn(container)).toEqual(['传播者 purple', 'VIP rgb(245, 34, 45)']);
  });
});

describe('personas and tiers', () => {
  test('have the shipped title in the reader’s language', async () => {
    const failing = { 'communityLifecycle:catalogue': serverError(403, 'No permissions') };
    expect(drawn(shown(PersonaTagFieldModel, 'silent_observer', failing, { locale: 'zh-CN' }))).toEqual([
      '潜伏者 cyan',
    ]);
    expect(drawn(shown(TierTagFieldModel, 'high_value', {}, { locale: 'zh-CN' }))).toEqual(['高价值层 gold']);
    await act(async () => undefined);
  });

  test('are called what operators call them', async () => {
    const personas = [{ key: 'night_owl', title: 'Night owl' }];
    shown(PersonaTagFieldModel, 'night_owl', { 'communityLifecycle:catalogue': { personas } }, { locale: 'en-GB' });
    expect(await screen.findByText('Night owl')).toBeTruthy();
  });

  test('are nothing where there is no value', () => {
    expect(shown(PersonaTagFieldModel, null).innerHTML).toBe('');
    expect(shown(TierTagFieldModel, '').innerHTML).toBe('');
  });
});

test('each is the default of its own field and of no other', () => {
  const fields = ['persona', 'rfmTier', 'tags', 'segments', 'memberships'].map((name) => ({
    collectionName: 'communityMembers',
    name,
  }));
  const defaults = (Item: typeof DisplayItemModel) =>
    fields.map((field) =>
      Item.bound.filter(({ options }) => options.isDefault && options.when?.({}, field)).map(({ model }) => model),
    );
  expect(defaults(DisplayItemModel)).toEqual([
    ['PersonaTagFieldModel'],
    ['TierTagFieldModel'],
    ['TagsFieldModel'],
    ['TagsFieldModel'],
    [],
  ]);
  expect(defaults(EditableItemModel)).toEqual([[], [], ['TagsSelectFieldModel'], [], []]);
});
