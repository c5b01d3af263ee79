import React from 'react';
import { render } from '@testing-library/react';
import { DisplayItemModel } from '../../__tests__/stubs/flow-engine';
import { prepareBrowser } from '../../__tests__/support';
import { LevelTagFieldModel } from '../LevelTagFieldModel';
import { ScoreBarFieldModel } from '../ScoreBarFieldModel';
import { StageTagFieldModel } from '../StageTagFieldModel';

type FieldClass = typeof StageTagFieldModel | typeof LevelTagFieldModel | typeof ScoreBarFieldModel;

function shown(Model: FieldClass, value: unknown, options: unknown[] = []) {
  prepareBrowser();
  const model = new Model({});
  Object.assign(model.context, { collectionField: { uiSchema: { enum: options } } });
  return render(<>{model.renderComponent(value)}</>).container;
}

describe('stage and level tags', () => {
  const options = [{ value: 'at_risk', label: '{{t("At risk")}}', color: 'orange' }];

  test('show the title and colour that the field gives its choices', () => {
    const tag = shown(StageTagFieldModel, 'at_risk', options);
    expect(tag.textContent).toBe('At risk');
    expect(tag.querySelector('.ant-tag-orange')).not.toBeNull();
  });

  test('fall back to the standard colour, and to the key for a stage of the operator’s own', () => {
    expect(shown(StageTagFieldModel, 'churned').querySelector('.ant-tag-red')).not.toBeNull();
    expect(shown(StageTagFieldModel, 'vip').textContent).toBe('vip');
    expect(shown(LevelTagFieldModel, 'high').querySelector('.ant-tag-purple')).not.toBeNull();
  });

  test('show nothing where there is no value', () => {
    expect(shown(StageTagFieldModel, null).innerHTML).toBe('');
    expect(shown(LevelTagFieldModel, '').innerHTML).toBe('');
  });
});

describe('the score bar', () => {
  test('shows the rounded number, also of a decimal that comes as text', () => {
    expect(shown(ScoreBarFieldModel, 41.6).textContent).toBe('42');
    expect(shown(ScoreBarFieldModel, '7.2').textContent).toBe('7');
  });

  test('shows nothing where there is no score', () => {
    expect(shown(ScoreBarFieldModel, null).innerHTML).toBe('');
    expect(shown(ScoreBarFieldModel, 'n/a').innerHTML).toBe('');
  });
});

test('each is the default of its own field and of no other', () => {
  const fields = [
    { collectionName: 'communityMembers', name: 'stage' },
    { collectionName: 'communityStageChanges', name: 'to' },
    { collectionName: 'communityMembers', name: 'engagementScore' },
    { collectionName: 'communityMemberships', name: 'level' },
    { collectionName: 'communityMemberships', name: 'score' },
    { collectionName: 'users', name: 'stage' },
  ];
  const defaultOf = (field: (typeof fields)[number]) =>
    DisplayItemModel.bound
      .filter(({ options }) => options.isDefault && options.when?.({}, field))
      .map(({ model }) => model);
  expect(fields.map(defaultOf)).toEqual([
    ['StageTagFieldModel'],
    ['StageTagFieldModel'],
    ['ScoreBarFieldModel'],
    ['LevelTagFieldModel'],
    ['ScoreBarFieldModel'],
    [],
  ]);
});
