import { ITEM_MESSAGES, type ItemCode } from '../../../common/itemMessages';
import { fill, shown, type ErrorValues } from '../sentences';

/** An item was refused; the others of its batch are not affected. */
export class ItemError extends Error {
  constructor(
    readonly code: ItemCode,
    readonly values: ErrorValues = {},
  ) {
    super(fill(ITEM_MESSAGES[code], values));
    this.name = 'ItemError';
  }

  /** The item's field that is at fault, e.g. `actor.id`; null when it is the item as a whole. */
  get field(): string | null {
    return typeof this.values.field === 'string' ? this.values.field : null;
  }
}

export const refused = (code: ItemCode, field: string, value: unknown, values: ErrorValues = {}): ItemError =>
  new ItemError(code, { field, value: shown(value), ...values });
