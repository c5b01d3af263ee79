import type { CollectionField } from '@nocobase/flow-engine';

/** The label that a field's own list of choices gives a value; the value itself where it gives none. */
export function enumLabel(field: CollectionField | undefined, value: string): string {
  for (const option of field?.uiSchema?.enum ?? []) {
    if (typeof option === 'object' && option.value === value) return option.label ?? value;
  }
  return value;
}

/** The colour that a field's own list of choices gives a value: operators may change it in the data source manager. */
export function enumColour(field: CollectionField | undefined, value: string): string | undefined {
  for (const option of field?.uiSchema?.enum ?? []) {
    if (typeof option === 'object' && option.value === value) return option.color;
  }
  return undefined;
}
