import { text as title } from '../schema';
import { memberPopup } from './memberPopup';

/** One column of a table block. */
export interface ColumnSpec {
  field: string;
  /** The host's or our display model of the field. */
  use: string;
  width?: number;
  /** Heading instead of the field's own title. */
  heading?: string;
  /** A click opens the member's details. */
  popup?: boolean;
}

export const text = (field: string, width?: number): ColumnSpec => ({ field, use: 'DisplayTextFieldModel', width });
export const memberName: ColumnSpec = {
  field: 'member.displayName',
  use: 'DisplayTextFieldModel',
  width: 240,
  heading: title('Member'),
};
export const groupTitle: ColumnSpec = {
  field: 'group.title',
  use: 'DisplayTextFieldModel',
  width: 240,
  heading: title('Group'),
};
export const enumTag = (field: string, width = 140): ColumnSpec => ({ field, use: 'DisplayEnumFieldModel', width });
export const time = (field: string): ColumnSpec => ({ field, use: 'DisplayDateTimeFieldModel', width: 180 });
export const count = (field: string, width = 120): ColumnSpec => ({ field, use: 'DisplayNumberFieldModel', width });

/** A field of the collection, or, written `member.displayName`, one of a record it refers to. */
function fieldInit(collectionName: string, fieldPath: string): Record<string, unknown> {
  const association = fieldPath.includes('.') ? fieldPath.slice(0, fieldPath.lastIndexOf('.')) : undefined;
  return {
    fieldSettings: {
      init: {
        dataSourceKey: 'main',
        collectionName,
        fieldPath,
        ...(association ? { associationPathName: association } : {}),
      },
    },
  };
}

function column(
  page: string,
  collection: string,
  { field, use, width, heading, popup }: ColumnSpec,
): Record<string, unknown> {
  const id = `community_${page}_${collection}_${field.replace('.', '_')}`;
  const opened = popup ? memberPopup(`${id}_field`) : undefined;
  return {
    uid: `${id}_col`,
    use: 'TableColumnModel',
    subKey: 'columns',
    subType: 'array',
    stepParams: {
      ...fieldInit(collection, field),
      tableColumnSettings: {
        ...(width ? { width: { width } } : {}),
        ...(heading ? { title: { title: heading } } : {}),
      },
    },
    subModels: {
      field: {
        uid: `${id}_field`,
        use,
        subKey: 'field',
        subType: 'object',
        stepParams: { ...fieldInit(collection, field), ...opened?.stepParams },
        ...(opened ? { subModels: { page: opened.page } } : {}),
      },
    },
  };
}

/** A table block over a collection; `sort` is a field, descending with a minus before it. */
export function table(
  page: string,
  collection: string,
  heading: string,
  columns: ColumnSpec[],
  sort: string,
): Record<string, unknown> {
  return {
    uid: `community_${page}_${collection}_table`,
    use: 'TableBlockModel',
    subKey: 'items',
    subType: 'array',
    stepParams: {
      resourceSettings: { init: { dataSourceKey: 'main', collectionName: collection } },
      tableSettings: {
        pageSize: { pageSize: 20 },
        defaultSorting: { sort: [{ field: sort.replace('-', ''), direction: sort.startsWith('-') ? 'desc' : 'asc' }] },
      },
      cardSettings: { titleDescription: { title: heading } },
    },
    subModels: { columns: columns.map((spec) => column(page, collection, spec)) },
  };
}
