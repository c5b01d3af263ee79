import type { Words } from './words';

/** Signs for the host's most common operators; others are named. */
const SIGNS: Readonly<Record<string, string>> = {
  $eq: '=',
  $ne: '≠',
  $gt: '>',
  $gte: '≥',
  $lt: '<',
  $lte: '≤',
  $includes: '∋',
  $notIncludes: '∌',
  $in: '∈',
  $notIn: '∉',
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parts(filter: Record<string, unknown>, path: string[], join: { and: string; or: string }): string {
  const texts = Object.entries(filter).map(([key, value]) => {
    if ((key === '$and' || key === '$or') && Array.isArray(value)) {
      const inner = value.filter(isRecord).map((item) => parts(item, path, join));
      const text = inner.join(` ${key === '$and' ? join.and : join.or} `);
      return inner.length > 1 && key === '$or' ? `(${text})` : text;
    }
    if (key.startsWith('$')) return `${path.join('.')} ${SIGNS[key] ?? key.slice(1)} ${JSON.stringify(value)}`;
    return isRecord(value)
      ? parts(value, [...path, key], join)
      : `${[...path, key].join('.')} = ${JSON.stringify(value)}`;
  });
  return texts.join(` ${join.and} `);
}

/** A filter of the host in short: fields, signs and values. */
export const filterText = (filter: Record<string, unknown>, { t }: Pick<Words, 't'>): string =>
  t('fields: {{filter}}', { filter: parts(filter, [], { and: t('and'), or: t('or') }) || '–' });
