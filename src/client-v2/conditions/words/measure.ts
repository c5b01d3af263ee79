import type { ConditionCatalogue, MetricValue, Value } from '../../../common/conditions';
import { numberText, type Unit } from './quantity';
import { allOfThese, inSentence, titleIn, type Words } from './words';

type Metric = ConditionCatalogue['metrics'][number];

export const metricOf = (key: string, { catalogue }: Pick<Words, 'catalogue'>): Metric | undefined =>
  catalogue.metrics.find((metric) => metric.key === key);

/** The days that a metric looks at; empty where it cannot be asked for a window. */
export function windowText(window: MetricValue['window'], windowable: boolean, { t }: Pick<Words, 't'>): string {
  if (!window) return windowable ? t('so far') : '';
  const { days, endingDaysAgo: ago = 0 } = window;
  if (ago === 0) return days === 1 ? t('today') : t('in the last {{days}} days', { days });
  if (days === 1) return ago === 1 ? t('yesterday') : t('on the day {{ago}} days ago', { ago });
  if (ago === 1) return t('in the {{days}} days up to yesterday', { days });
  return t('in the {{days}} days up to {{ago}} days ago', { days, ago });
}

/** A phrase with the kinds and groups that alone are counted, where it is restricted to some. */
export function restricted(phrase: string, value: MetricValue, words: Words): string {
  const { t, catalogue } = words;
  const kinds = (value.kinds ?? []).map((key) => titleIn(catalogue.kinds, key));
  const groups = (value.groups ?? []).map((id) => catalogue.groups.find((group) => group.id === id)?.title ?? `#${id}`);
  const only = allOfThese([...kinds, ...groups], words);
  return only ? t('{{phrase}} (only {{restriction}})', { phrase, restriction: only }) : phrase;
}

/**
 * A value as a noun, e.g. "messages in the last 30 days".
 *
 * @param beside the value it is compared with: the average of the same thing need not name it again
 */
export function measureText(value: Value, words: Words, beside?: Value): string {
  const { t } = words;
  if (value === null || typeof value === 'number') return numberText(value ?? Number.NaN, undefined, words);
  if ('ratio' in value) {
    const [one, other] = value.ratio.map((part) => measureText(part, words));
    return t('ratio of {{one}} to {{other}}', { one, other });
  }
  const same = (of: Value) => JSON.stringify(of) === JSON.stringify(beside);
  if ('mean' in value)
    return same(value.mean)
      ? t('the average of all')
      : t('the average of all, {{measure}}', { measure: measureText(value.mean, words) });
  if ('percentile' in value) {
    const rank = numberText(value.percentile, undefined, words);
    if (same(value.of)) return t('percentile {{rank}} of all', { rank });
    return t('percentile {{rank}} of all, {{measure}}', { rank, measure: measureText(value.of, words) });
  }
  const metric = metricOf(value.metric, words);
  const title = inSentence(metric?.title ?? (value.metric || t('(no metric)')));
  const window = windowText(value.window, metric?.restrictable.window ?? false, words);
  return restricted(window ? t('{{measure}} {{window}}', { measure: title, window }) : title, value, words);
}

/** The unit of a value; a ratio has none. */
export function unitOf(value: Value, words: Pick<Words, 'catalogue'>): Unit | undefined {
  if (value === null || typeof value === 'number' || 'ratio' in value) return undefined;
  if ('mean' in value) return unitOf(value.mean, words);
  if ('percentile' in value) return unitOf(value.of, words);
  return metricOf(value.metric, words)?.unit;
}
