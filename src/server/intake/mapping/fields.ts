import type { Collection, Database } from '@nocobase/database';

/** What a field of the operator's can serve as. */
export type FieldRole = 'member' | 'group' | 'time' | 'number' | 'text';

const TIMES = ['date', 'datetime', 'datetimeTz', 'datetimeNoTz', 'dateOnly', 'unixTimestamp', 'createdAt', 'updatedAt'];
const NUMBERS = ['integer', 'bigInt', 'float', 'double', 'real', 'decimal', 'number', 'formula'];
const TEXTS = ['string', 'text', 'uid', 'uuid', 'nanoid', 'sequence', 'integer', 'bigInt', 'snowflakeId'];

const PRIVATE = ['password', 'encryption'];

interface FieldOptions {
  type?: string;
  target?: string;
  foreignKey?: string;
  hidden?: boolean;
}

/** Collections of our own, which cannot feed themselves. */
export const isOurs = (collection: string): boolean => collection.startsWith('community');

export function fieldOptions(collection: Collection, name: string): FieldOptions | null {
  const field = collection.getField(name);
  return field ? (field.options as FieldOptions) : null;
}

/** Whether a field may serve as something. */
export function fits(collection: Collection, name: string, role: FieldRole): boolean {
  if (role === 'time' && ['createdAt', 'updatedAt'].includes(name)) return name in collection.model.rawAttributes;
  const options = fieldOptions(collection, name);
  if (!options?.type || options.hidden || PRIVATE.includes(options.type)) return false;
  if (role === 'member') return options.type === 'belongsTo' && options.target === 'communityMembers';
  if (role === 'group') return options.type === 'belongsTo' && options.target === 'communityGroups';
  if (role === 'time') return TIMES.includes(options.type);
  if (role === 'number') return NUMBERS.includes(options.type);
  return TEXTS.includes(options.type) || options.type === 'belongsTo';
}

/** The column that holds a field: for a relation the key of its target. */
export function columnOf(collection: Collection, name: string): string {
  const options = fieldOptions(collection, name);
  return options?.type === 'belongsTo' && options.foreignKey ? options.foreignKey : name;
}

/** The column that tells records apart; null when there is none, or several. */
export function primaryKey(collection: Collection): string | null {
  const keys = collection.model.primaryKeyAttributes;
  return keys.length === 1 ? keys[0] : null;
}

/** The operator's collections that can become activities. */
export function eligible(db: Database): Collection[] {
  return [...db.collections.values()].filter(
    (collection) =>
      !isOurs(collection.name) && collection.options.dataCategory !== 'runtime' && primaryKey(collection) !== null,
  );
}
