import type { Collection, Database } from '@nocobase/database';
import type { Subject } from '../../../common/conditions';

/** How a field may be asked for. */
export type FieldForm = 'text' | 'number' | 'boolean' | 'instant' | 'day' | 'list' | 'document' | 'relation';

export interface FieldInfo {
  form: FieldForm;
  /** Collection that a relation leads to. */
  target?: string;
  /** Secrets and internals: whoever may filter by a value can find it out. */
  closed?: boolean;
}

/** The fields that filters may name. */
export interface Fields {
  /** Collection of the subject. */
  root: string;
  field(collection: string, name: string): FieldInfo | null;
  names(collection: string): string[];
}

export const SUBJECT_COLLECTIONS: Record<Subject, string> = {
  member: 'communityMembers',
  membership: 'communityMemberships',
  group: 'communityGroups',
};

const FORMS: Record<string, FieldForm> = {
  string: 'text',
  text: 'text',
  uid: 'text',
  uuid: 'text',
  nanoid: 'text',
  radio: 'boolean',
  boolean: 'boolean',
  integer: 'number',
  bigInt: 'number',
  snowflakeId: 'number',
  float: 'number',
  double: 'number',
  real: 'number',
  decimal: 'number',
  sort: 'number',
  date: 'instant',
  datetime: 'instant',
  datetimeTz: 'instant',
  datetimeNoTz: 'instant',
  unixTimestamp: 'instant',
  dateOnly: 'day',
  array: 'list',
  set: 'list',
  json: 'document',
  jsonb: 'document',
  belongsTo: 'relation',
  hasOne: 'relation',
  hasMany: 'relation',
  belongsToMany: 'relation',
  belongsToArray: 'relation',
};

/** The fields of the host's collections, from that of the subject on. */
export function hostFields(db: Database, subject: Subject): Fields {
  return {
    root: SUBJECT_COLLECTIONS[subject],
    field: (collection, name) => fieldInfo(db.getCollection(collection), name),
    names: (collection) => {
      const known = db.getCollection(collection);
      const names = [...(known?.fields.keys() ?? [])];
      return names.filter((name) => fieldInfo(known, name)?.closed === false).sort();
    },
  };
}

function fieldInfo(collection: Collection | undefined, name: string): FieldInfo | null {
  if (!collection) return null;
  // the key has a field of its own only where a collection declares it
  if (name === collection.model.primaryKeyAttribute && !collection.hasField(name))
    return { form: 'number', closed: false };
  if (!collection.hasField(name)) return null;
  const { type, hidden, target } = collection.getField(name).options as {
    type: string;
    hidden?: boolean;
    target?: string;
  };
  const form = FORMS[type];
  // what is not known to be harmless is closed: passwords, formulas, encrypted values
  const closed = !form || Boolean(hidden) || (form === 'relation' && !target);
  return { form: form ?? 'text', target, closed };
}
