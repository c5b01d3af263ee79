import { RecordSelectFieldModel } from '@nocobase/client-v2';
import { EditableItemModel } from '@nocobase/flow-engine';
import type { SelectProps } from 'antd';
import React, { cloneElement, isValidElement } from 'react';
import { ColourTag } from '../blocks/ColourTag';
import { tExpr } from '../locale';

interface Coloured {
  id?: number | string;
  color?: string | null;
}

/** The host's choice of linked records, with the chosen ones in their colours. */
export class TagsSelectFieldModel extends RecordSelectFieldModel {
  override render(): React.ReactNode {
    const element = super.render();
    if (!isValidElement<Pick<SelectProps, 'tagRender'>>(element)) return element;
    const { value, options } = this.props;
    const known = [value, options].flatMap((list) => (Array.isArray(list) ? (list as Coloured[]) : []));
    return cloneElement(element, {
      tagRender: ({ label, value: id, closable, onClose }) => (
        <ColourTag
          color={known.find((record) => String(record?.id) === String(id))?.color || 'default'}
          closable={closable}
          onClose={onClose}
          style={{ marginInlineEnd: 4 }}
        >
          {label}
        </ColourTag>
      ),
    });
  }
}

TagsSelectFieldModel.define({ label: tExpr('Coloured tags') });

EditableItemModel.bindModelToInterface('TagsSelectFieldModel', ['m2m'], {
  isDefault: true,
  when: (_ctx, field) => field.collectionName === 'communityMembers' && field.name === 'tags',
});
