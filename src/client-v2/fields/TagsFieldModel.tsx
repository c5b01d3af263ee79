import { ClickableFieldModel } from '@nocobase/client-v2';
import { DisplayItemModel } from '@nocobase/flow-engine';
import { Flex } from 'antd';
import React from 'react';
import { tagTitle } from '../../common/labelTitles';
import { tExpr } from '../locale';
import { useReader } from '../titles';
import { LabelTag } from './LabelTag';

/** A tag or segment as the host hands it over with a member. */
export interface LabelRecord {
  id: number | string;
  key?: string | null;
  title?: string | null;
  color?: string | null;
}

const isLabel = (value: unknown): value is LabelRecord => typeof value === 'object' && value !== null && 'id' in value;

/** The labels of one member side by side; shipped tags in the reader's language. */
export function LabelTags({ labels }: { labels: readonly LabelRecord[] }): React.ReactElement {
  const reader = useReader();
  return (
    <Flex wrap gap={4}>
      {labels.map(({ id, key, title, color }) => (
        <LabelTag
          key={id}
          labelKey={key ?? undefined}
          title={tagTitle(reader, key ?? '', title || key || `#${id}`)}
          color={color}
        />
      ))}
    </Flex>
  );
}

/** Records that a member is linked to, as coloured tags. */
export class TagsFieldModel extends ClickableFieldModel {
  /** The host would else show one field of the linked records by that field's own model. */
  disableTitleField = true;

  override render(): React.ReactNode {
    const { value } = this.props;
    const labels = (Array.isArray(value) ? value : [value]).filter(isLabel);
    return labels.length > 0 ? <LabelTags labels={labels} /> : null;
  }
}

TagsFieldModel.define({ label: tExpr('Coloured tags') });

const isLabelled = (collection: string, field: string) =>
  collection === 'communityMembers' && (field === 'tags' || field === 'segments');

DisplayItemModel.bindModelToInterface('TagsFieldModel', ['m2m'], {
  isDefault: true,
  when: (_ctx, field) => isLabelled(field.collectionName, field.name),
});
