import { ClickableFieldModel } from '@nocobase/client-v2';
import { DisplayItemModel } from '@nocobase/flow-engine';
import React from 'react';
import { ColourTag } from '../blocks/ColourTag';
import { LEVEL_COLOURS, type Level } from '../../common/names';
import { tExpr } from '../locale';
import { enumColour, enumLabel } from './enumLabel';

/** A membership's level of participation as a coloured tag. */
export class LevelTagFieldModel extends ClickableFieldModel {
  override renderComponent(value: unknown): React.ReactNode {
    if (typeof value !== 'string' || value === '') return null;
    const field = this.context.collectionField;
    const colour = enumColour(field, value) ?? LEVEL_COLOURS[value as Level] ?? 'default';
    return (
      <ColourTag color={colour} data-level={value} bordered={false}>
        {this.translate(enumLabel(field, value))}
      </ColourTag>
    );
  }
}

LevelTagFieldModel.define({ label: tExpr('Level tag') });

DisplayItemModel.bindModelToInterface('LevelTagFieldModel', ['select', 'input'], {
  isDefault: true,
  when: (_ctx, field) => field.collectionName === 'communityMemberships' && field.name === 'level',
});
