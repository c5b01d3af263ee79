import { ClickableFieldModel } from '@nocobase/client-v2';
import { DisplayItemModel } from '@nocobase/flow-engine';
import React from 'react';
import { tExpr } from '../locale';
import { enumColour } from './enumLabel';
import { PersonaTag } from './PersonaTag';

/** A member's persona as a coloured tag. */
export class PersonaTagFieldModel extends ClickableFieldModel {
  override renderComponent(value: unknown): React.ReactNode {
    if (typeof value !== 'string' || value === '') return null;
    return <PersonaTag persona={value} color={enumColour(this.context.collectionField, value)} />;
  }
}

PersonaTagFieldModel.define({ label: tExpr('Persona tag') });

DisplayItemModel.bindModelToInterface('PersonaTagFieldModel', ['select', 'input'], {
  isDefault: true,
  when: (_ctx, field) => field.collectionName === 'communityMembers' && field.name === 'persona',
});
