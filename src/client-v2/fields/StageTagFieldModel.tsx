import { ClickableFieldModel } from '@nocobase/client-v2';
import { DisplayItemModel } from '@nocobase/flow-engine';
import React from 'react';
import { ColourTag } from '../blocks/ColourTag';
import { STAGE_COLOURS, type StageKey } from '../../common/names';
import { tExpr } from '../locale';
import { enumColour, enumLabel } from './enumLabel';

/** A lifecycle stage as a coloured tag. */
export class StageTagFieldModel extends ClickableFieldModel {
  override renderComponent(value: unknown): React.ReactNode {
    if (typeof value !== 'string' || value === '') return null;
    const field = this.context.collectionField;
    const colour = enumColour(field, value) ?? STAGE_COLOURS[value as StageKey] ?? 'default';
    return (
      <ColourTag color={colour} data-stage={value}>
        {this.translate(enumLabel(field, value))}
      </ColourTag>
    );
  }
}

StageTagFieldModel.define({ label: tExpr('Stage tag') });

/** The fields that hold a stage, by collection. */
const STAGE_FIELDS: Record<string, readonly string[]> = {
  communityMembers: ['stage'],
  communityStageChanges: ['from', 'to'],
};

DisplayItemModel.bindModelToInterface('StageTagFieldModel', ['select', 'input'], {
  isDefault: true,
  when: (_ctx, field) => STAGE_FIELDS[field.collectionName]?.includes(field.name) ?? false,
});
