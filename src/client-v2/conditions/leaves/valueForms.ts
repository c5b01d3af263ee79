import type { MetricValue, Value } from '../../../common/conditions';

export type ValueForm = 'number' | 'metric' | 'ratio' | 'mean' | 'percentile';

export const VALUE_FORMS: readonly ValueForm[] = ['number', 'metric', 'ratio', 'mean', 'percentile'];

/** What a value is; a number that got lost on the way (null) is a number to fill in. */
export function formOfValue(value: Value): ValueForm {
  if (value === null || typeof value === 'number') return 'number';
  return VALUE_FORMS.find((form) => form in value) ?? 'metric';
}

/** The metric in a value, the first where there are several; an empty one for a number. */
function metricIn(value: Value): MetricValue {
  if (value === null || typeof value === 'number') return { metric: '' };
  if ('metric' in value) return value;
  if ('ratio' in value) return metricIn(value.ratio[0]);
  return metricIn('mean' in value ? value.mean : value.of);
}

/** The value in another form; the metric that is there already is kept. */
export function converted(value: Value, form: ValueForm): Value {
  const metric = metricIn(value);
  switch (form) {
    case 'number':
      return Number.NaN;
    case 'metric':
      return metric;
    case 'ratio':
      return { ratio: [metric, { metric: '' }] };
    case 'mean':
      return { mean: metric };
    case 'percentile':
      return { percentile: 90, of: metric };
  }
}

/** A metric value with some of its restrictions changed; what is undefined is left out. */
export function restrictedTo(value: MetricValue, change: Partial<MetricValue>): MetricValue {
  const { metric, kinds, groups, window } = { ...value, ...change };
  return {
    metric,
    ...(kinds ? { kinds } : {}),
    ...(groups ? { groups } : {}),
    ...(window ? { window } : {}),
  };
}
