import { ClickableFieldModel } from '@nocobase/client-v2';
import { DisplayItemModel } from '@nocobase/flow-engine';
import React from 'react';
import { tExpr } from '../locale';
import { ScoreBar } from './ScoreBar';

/** A score of 0 to 100 as a small bar with its number. */
export class ScoreBarFieldModel extends ClickableFieldModel {
  override renderComponent(value: unknown): React.ReactNode {
    // Some databases answer decimals as text.
    const score = typeof value === 'string' && value !== '' ? Number(value) : value;
    return typeof score === 'number' && Number.isFinite(score) ? <ScoreBar score={score} /> : null;
  }
}

ScoreBarFieldModel.define({ label: tExpr('Score bar') });

const isScore = (collection: string, field: string) =>
  (collection === 'communityMembers' && field === 'engagementScore') ||
  (collection === 'communityMemberships' && field === 'score');

DisplayItemModel.bindModelToInterface('ScoreBarFieldModel', ['number', 'integer', 'percent'], {
  isDefault: true,
  when: (_ctx, field) => isScore(field.collectionName, field.name),
});
