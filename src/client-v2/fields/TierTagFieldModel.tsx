import { ClickableFieldModel } from '@nocobase/client-v2';
import { DisplayItemModel } from '@nocobase/flow-engine';
import React from 'react';
import { tierTitle } from '../../common/labelTitles';
import { TIER_COLOURS, type RfmTier } from '../../common/rfm';
import { tExpr } from '../locale';
import { useReader } from '../titles';
import { enumColour } from './enumLabel';
import { LabelTag } from './LabelTag';

/** A value tier by its key, in the reader's language. */
export function TierTag({ tier, color }: { tier: string; color?: string }): React.ReactElement {
  const reader = useReader();
  return (
    <LabelTag labelKey={tier} title={tierTitle(reader, tier, tier)} color={color ?? TIER_COLOURS[tier as RfmTier]} />
  );
}

/** A member's value tier as a coloured tag. */
export class TierTagFieldModel extends ClickableFieldModel {
  override renderComponent(value: unknown): React.ReactNode {
    if (typeof value !== 'string' || value === '') return null;
    return <TierTag tier={value} color={enumColour(this.context.collectionField, value)} />;
  }
}

TierTagFieldModel.define({ label: tExpr('Value tier tag') });

DisplayItemModel.bindModelToInterface('TierTagFieldModel', ['select', 'input'], {
  isDefault: true,
  when: (_ctx, field) => field.collectionName === 'communityMembers' && field.name === 'rfmTier',
});
