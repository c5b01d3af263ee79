/** Every way in which a collection mapping can be wrong, as one sentence by code; also the keys of translations. */
export const MAPPING_MESSAGES = {
  TITLE_REQUIRED: 'Enter a name of at most 100 characters.',
  COLLECTION_MISSING: 'There is no collection "{{collection}}", or its records have no key of their own.',
  OWN_COLLECTION: 'The collection "{{collection}}" belongs to the community itself and cannot be mapped.',
  FIELD_GONE: 'The collection "{{collection}}" no longer has the field "{{field}}".',
  FIELD_UNFIT: '{{name}}: the field "{{field}}" does not fit. Allowed: {{allowed}}.',
  MEMBER_BY_UNKNOWN: 'memberBy: {{value}} is not allowed. Allowed: {{allowed}}.',
  PLATFORM_NEEDED: 'Name the platform of the accounts, e.g. telegram.',
  KIND_UNKNOWN: 'There is no kind "{{kind}}". Allowed: {{allowed}}.',
  GROUP_UNKNOWN: 'There is no group {{group}}.',
  CURRENCY_UNFIT: 'currency: {{value}} is not a currency. Allowed: three letters, e.g. EUR.',
  FILTER_UNFIT: 'The filter cannot be applied to the collection "{{collection}}". Check its fields and operators.',
} as const;

export type MappingCode = keyof typeof MAPPING_MESSAGES;
