export type MemberBy = 'relation' | 'account' | 'username' | 'field';
export type FieldRole = 'member' | 'group' | 'time' | 'number' | 'text';

/** A collection mapping as the server tells of it. */
export interface Mapping {
  id: number | string;
  title: string;
  collectionName: string;
  enabled: boolean;
  memberBy: MemberBy;
  memberField: string;
  memberPlatform: string | null;
  memberMatchField: string | null;
  timeField: string;
  kind: string;
  amountField: string | null;
  currencyField: string | null;
  currency: string | null;
  groupField: string | null;
  groupId: number | string | null;
  filter: object | null;
  status: 'new' | 'ok' | 'error' | null;
  lastError: { code?: string; message?: string; values?: Record<string, unknown> } | null;
  counts: Record<string, number> | null;
  lastReconciledAt: string | null;
}

export interface FieldChoice {
  name: string;
  title: string;
  roles: FieldRole[];
}

export interface CollectionChoice {
  name: string;
  title: string;
  fields: FieldChoice[];
}

/** `communitySources:options` */
export interface SourceOptions {
  collections: CollectionChoice[];
  memberFields: FieldChoice[];
}

/** What the form holds: the filter is written as text. */
export type MappingValues = Omit<
  Mapping,
  'id' | 'filter' | 'status' | 'lastError' | 'counts' | 'lastReconciledAt' | 'groupId'
> & { filter: string };

/** What a form starts with. */
export function mappingValues(mapping: Mapping | null): Partial<MappingValues> {
  if (!mapping) return { enabled: true, memberBy: 'relation', kind: 'purchase', timeField: 'createdAt', filter: '' };
  const { filter, ...values } = mapping;
  return { ...values, filter: filter ? JSON.stringify(filter, null, 2) : '' };
}

/** Whether a text is empty or a JSON object. */
export function isFilter(text: string | undefined): boolean {
  if (!text?.trim()) return true;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** Values as the server takes them: what is empty is told, so that it is emptied there too. */
export function mappingPayload(values: MappingValues): Record<string, unknown> {
  const text = (value: string | null | undefined) => value?.trim() || null;
  return {
    title: values.title.trim(),
    collectionName: values.collectionName,
    enabled: values.enabled,
    memberBy: values.memberBy,
    memberField: values.memberField,
    memberPlatform: text(values.memberPlatform),
    memberMatchField: text(values.memberMatchField),
    timeField: values.timeField,
    kind: values.kind,
    amountField: text(values.amountField),
    currencyField: text(values.currencyField),
    currency: text(values.currency),
    groupField: text(values.groupField),
    filter: values.filter?.trim() ? (JSON.parse(values.filter) as object) : null,
  };
}

const TEMPLATE = /^\s*\{\{\s*t\(\s*["'](.+?)["']/;

/** A title as the host stores it: a text, or a template that names one to be translated. */
export const templateText = (title: string): string => TEMPLATE.exec(title)?.[1] ?? title;
