import { PACKAGE_NAME } from '../../common/names';

/**
 * Field definitions as the host's pages want them: storage type, interface and form component in one. The title is an
 * English text that the host translates from the plugin's locale files.
 */
export interface FieldDefinition {
  name: string;
  type: string;
  [key: string]: unknown;
}

export interface Option {
  value: string | number;
  label: string;
  color?: string;
}

/** A text that the host translates when it shows it. */
export const text = (english: string): string => `{{t(${JSON.stringify(english)}, { ns: "${PACKAGE_NAME}" })}}`;

const readOnly = { 'x-read-pretty': true };

function field(
  name: string,
  type: string,
  ui: string,
  schema: Record<string, unknown>,
  title: string,
  extra: Record<string, unknown> = {},
): FieldDefinition {
  return { name, type, interface: ui, uiSchema: { title: text(title), ...schema }, ...extra };
}

export const id = (): FieldDefinition => ({
  name: 'id',
  type: 'bigInt',
  autoIncrement: true,
  primaryKey: true,
  allowNull: false,
  interface: 'id',
  uiSchema: { type: 'number', title: '{{t("ID")}}', 'x-component': 'InputNumber', ...readOnly },
});

export const string = (name: string, title: string, extra: Record<string, unknown> = {}): FieldDefinition =>
  field(name, 'string', 'input', { type: 'string', 'x-component': 'Input' }, title, extra);

export const longText = (name: string, title: string, extra: Record<string, unknown> = {}): FieldDefinition =>
  field(name, 'text', 'textarea', { type: 'string', 'x-component': 'Input.TextArea' }, title, extra);

export const integer = (name: string, title: string, extra: Record<string, unknown> = {}): FieldDefinition =>
  field(name, 'integer', 'integer', { type: 'number', 'x-component': 'InputNumber' }, title, extra);

export const bigInteger = (name: string, title: string, extra: Record<string, unknown> = {}): FieldDefinition =>
  field(name, 'bigInt', 'integer', { type: 'number', 'x-component': 'InputNumber' }, title, extra);

export const number = (name: string, title: string, extra: Record<string, unknown> = {}): FieldDefinition =>
  field(
    name,
    'double',
    'number',
    { type: 'number', 'x-component': 'InputNumber', 'x-component-props': { stringMode: false, step: '0.1' } },
    title,
    extra,
  );

export const checkbox = (name: string, title: string, extra: Record<string, unknown> = {}): FieldDefinition =>
  field(name, 'boolean', 'checkbox', { type: 'boolean', 'x-component': 'Checkbox' }, title, {
    defaultValue: false,
    ...extra,
  });

export const instant = (name: string, title: string, extra: Record<string, unknown> = {}): FieldDefinition =>
  field(
    name,
    'date',
    'datetime',
    { type: 'string', 'x-component': 'DatePicker', 'x-component-props': { showTime: true } },
    title,
    extra,
  );

export const day = (name: string, title: string, extra: Record<string, unknown> = {}): FieldDefinition =>
  field(
    name,
    'dateOnly',
    'date',
    { type: 'string', 'x-component': 'DatePicker', 'x-component-props': { dateOnly: true } },
    title,
    extra,
  );

export const select = (
  name: string,
  title: string,
  options: readonly Option[],
  extra: Record<string, unknown> = {},
): FieldDefinition =>
  field(
    name,
    'string',
    'select',
    { type: 'string', 'x-component': 'Select', enum: options.map((o) => ({ ...o, label: text(o.label) })) },
    title,
    extra,
  );

export const json = (name: string, title: string, extra: Record<string, unknown> = {}): FieldDefinition =>
  field(name, 'json', 'json', { type: 'object', 'x-component': 'Input.JSON' }, title, extra);

/** Marks a field that operators see but only the pipeline writes. */
export const computed = (definition: FieldDefinition): FieldDefinition => ({
  ...definition,
  uiSchema: { ...(definition.uiSchema as Record<string, unknown>), ...readOnly },
});

export const belongsTo = (
  name: string,
  title: string,
  target: string,
  foreignKey: string,
  label: string,
): FieldDefinition => ({
  name,
  type: 'belongsTo',
  target,
  foreignKey,
  targetKey: 'id',
  // keys are plain columns: rows outside any group or by nobody carry 0
  constraints: false,
  interface: 'm2o',
  uiSchema: {
    type: 'object',
    title: text(title),
    'x-component': 'AssociationField',
    'x-component-props': { multiple: false, fieldNames: { label, value: 'id' } },
  },
});

export const hasMany = (
  name: string,
  title: string,
  target: string,
  foreignKey: string,
  label: string,
): FieldDefinition => ({
  name,
  type: 'hasMany',
  target,
  foreignKey,
  sourceKey: 'id',
  targetKey: 'id',
  constraints: false,
  interface: 'o2m',
  uiSchema: {
    type: 'array',
    title: text(title),
    'x-component': 'AssociationField',
    'x-component-props': { multiple: true, fieldNames: { label, value: 'id' } },
  },
});

/** A plain key column without an interface: filled and indexed, but not offered on pages. */
export const key = (name: string, extra: Record<string, unknown> = {}): FieldDefinition => ({
  name,
  type: 'bigInt',
  allowNull: false,
  defaultValue: 0,
  ...extra,
});
