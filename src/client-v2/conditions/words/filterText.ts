import type { Words } from './words';

/** The host's operators in words; others are named. */
const OPERATOR_MESSAGES: Readonly<Record<string, string>> = {
  $eq: '{{field}} is {{value}}',
  $is: '{{field}} is {{value}}',
  $ne: '{{field}} is not {{value}}',
  $not: '{{field}} is not {{value}}',
  $gt: '{{field}} is above {{value}}',
  $gte: '{{field}} is at least {{value}}',
  $lt: '{{field}} is below {{value}}',
  $lte: '{{field}} is at most {{value}}',
  $includes: '{{field}} contains {{value}}',
  $startsWith: '{{field}} begins with {{value}}',
  $notStartsWith: '{{field}} does not begin with {{value}}',
  $endWith: '{{field}} ends with {{value}}',
  $notEndWith: '{{field}} does not end with {{value}}',
  $notIncludes: '{{field}} does not contain {{value}}',
  $in: '{{field}} is one of {{value}}',
  $anyOf: '{{field}} is one of {{value}}',
  $match: '{{field}} is one of {{value}}',
  $notIn: '{{field}} is none of {{value}}',
  $noneOf: '{{field}} is none of {{value}}',
  $dateOn: '{{field}} is on {{value}}',
  $dateNotOn: '{{field}} is not on {{value}}',
  $dateBefore: '{{field}} is before {{value}}',
  $dateAfter: '{{field}} is after {{value}}',
  $dateNotBefore: '{{field}} is on or after {{value}}',
  $dateNotAfter: '{{field}} is on or before {{value}}',
  $dateBetween: '{{field}} is within {{value}}',
  $empty: '{{field}} is empty',
  $notExists: '{{field}} is empty',
  $notEmpty: '{{field}} is not empty',
  $exists: '{{field}} is not empty',
  $isTruly: '{{field}} is set',
  $isFalsy: '{{field}} is not set',
};

type FilterWords = Pick<Words, 't' | 'fieldTitle'>;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueText).join(', ');
  return typeof value === 'string' ? `"${value}"` : JSON.stringify(value);
}

function comparisonText(path: string[], operator: string, value: unknown, words: FilterWords): string {
  const field = words.fieldTitle?.(path) ?? path.join('.');
  const message = OPERATOR_MESSAGES[operator];
  if (!message) return `${field} ${operator.slice(1)} ${valueText(value)}`;
  return words.t(message, { field, value: valueText(value) });
}

function partsOf(filter: Record<string, unknown>, path: string[], words: FilterWords): string[] {
  const { t } = words;
  return Object.entries(filter).map(([key, value]) => {
    if ((key === '$and' || key === '$or') && Array.isArray(value)) {
      const inner = value.filter(isRecord).map((item) => joined(partsOf(item, path, words), '$and', t));
      const text = joined(inner, key, t);
      return inner.length > 1 && key === '$or' ? t('({{condition}})', { condition: text }) : text;
    }
    if (key.startsWith('$')) return comparisonText(path, key, value, words);
    if (isRecord(value)) return joined(partsOf(value, [...path, key], words), '$and', t);
    return comparisonText([...path, key], '$eq', value, words);
  });
}

const joined = (parts: string[], by: '$and' | '$or', t: Words['t']): string =>
  parts.length === 0
    ? ''
    : parts.reduce((one, other) =>
        by === '$and' ? t('{{one}} and {{other}}', { one, other }) : t('{{one}} or {{other}}', { one, other }),
      );

/** A filter of the host in words: titles of fields, comparisons and values. */
export const filterText = (filter: Record<string, unknown>, words: FilterWords): string =>
  joined(partsOf(filter, [], words), '$and', words.t) || words.t('any record');
