import type { CompareCondition, Comparison, Condition, LabelLeaf, Value } from '../../../common/conditions';
import { childrenOf, isGroup, labelsOf } from '../forms';
import { filterText } from './filterText';
import { hoursText } from './hours';
import { measureText, metricOf, restricted, unitOf, windowText } from './measure';
import { HAPPENED_MESSAGES, METRIC_MESSAGES, type MetricPhrase } from './metricMessages';
import { amountText, isNone, numberText } from './quantity';
import { oneOfThese, spaced, titleIn, type Words } from './words';

const LABEL_MESSAGES: Record<LabelLeaf, string> = {
  stage: 'in stage {{labels}}',
  tag: 'has the tag {{labels}}',
  persona: 'has the persona {{labels}}',
  tier: 'in value tier {{labels}}',
  interest: 'interested in {{labels}}',
};

/** Comparisons with what is no plain number. */
const MEASURES_MESSAGES: Record<Comparison, string> = {
  '>': '{{measure}} above {{other}}',
  '>=': '{{measure}} not below {{other}}',
  '=': '{{measure}} equal to {{other}}',
  '!=': '{{measure}} different from {{other}}',
  '<=': '{{measure}} not above {{other}}',
  '<': '{{measure}} below {{other}}',
  between: '{{measure}} between {{other}} and {{high}}',
};

/** Titles of a label's keys. */
export function labelTitles(label: LabelLeaf, keys: readonly string[], { catalogue }: Words): string[] {
  const lists = { stage: catalogue.stages, tag: catalogue.tags, persona: catalogue.personas, tier: catalogue.tiers };
  return keys.map((key) => (label === 'interest' ? key : titleIn(lists[label], key)));
}

/** A condition in one sentence without a subject, e.g. "active on more than 20 days in the last 30 days". */
export const conditionText = (condition: Condition, words: Words): string => spaced(textOf(condition, words));

function textOf(condition: Condition, words: Words): string {
  const { t, catalogue } = words;
  if (isGroup(condition)) return groupText(condition, words);
  const labels = labelsOf(condition);
  if (labels)
    return t(LABEL_MESSAGES[labels.label], {
      labels: oneOfThese(labelTitles(labels.label, labels.keys, words), words) || '–',
    });
  if ('left' in condition) return compareText(condition, words);
  if ('segment' in condition)
    return t('in the segment "{{segment}}"', { segment: titleIn(catalogue.segments, condition.segment) || '–' });
  if ('hours' in condition) return hoursText(condition, words);
  if ('filter' in condition) return filterText(condition.filter, words);
  return JSON.stringify(condition);
}

function groupText(condition: Condition, words: Words): string {
  const { t } = words;
  const children = childrenOf(condition).map(({ child }) => child);
  if ('not' in condition) return t('not ({{condition}})', { condition: textOf(condition.not, words) });
  if (children.length === 0) return 'all' in condition ? t('always') : t('never');
  const parts = children.map((child) => {
    const text = textOf(child, words);
    const apart = children.length > 1 && childrenOf(child).length > 1;
    return apart ? t('({{condition}})', { condition: text }) : text;
  });
  return parts.reduce((one, other) =>
    'all' in condition ? t('{{one}} and {{other}}', { one, other }) : t('{{one}} or {{other}}', { one, other }),
  );
}

function compareText({ left, op, right }: CompareCondition, words: Words): string {
  const { t } = words;
  const bounds: Value[] = op === 'between' && Array.isArray(right) ? right : [right as Value];
  const unit = unitOf(left, words);
  const numbers = bounds.filter((bound): bound is number => typeof bound === 'number');
  if (numbers.length === bounds.length) {
    const natural = op === '!=' ? null : naturalText(left, op, numbers, words);
    if (natural) return natural;
    const texts = numbers.map((bound) => numberText(bound, unit, words));
    const quantity = amountText(op, texts, unit, words);
    return t('{{measure}}: {{quantity}}', { measure: measureText(left, words), quantity });
  }
  const [other, high] = bounds.map((bound) =>
    typeof bound === 'number' ? numberText(bound, unit, words) : measureText(bound, words, left),
  );
  return t(MEASURES_MESSAGES[op], { measure: measureText(left, words), other, high });
}

/** A metric against numbers in the words made for it; null where there are none. */
function naturalText(left: Value, op: CompareCondition['op'], bounds: number[], words: Words): string | null {
  if (left === null || typeof left !== 'object' || !('metric' in left)) return null;
  const metric = metricOf(left.metric, words);
  const phrase = METRIC_MESSAGES[left.metric];
  if (!metric || !phrase) return null;
  const { t } = words;
  const last = bounds[bounds.length - 1];
  const happened = HAPPENED_MESSAGES[left.metric];
  if (happened && op === '>=' && last === 0) return restricted(t(happened), left, words);
  const none = saysNone(metric) && isNone(op, last, metric.unit);
  const texts = bounds.map((bound) => numberText(bound, metric.unit, words));
  const amount = none ? noneText(phrase, words) : amountText(op, texts, metric.unit, words);
  const quantity = t(last === 1 && !none ? phrase.one : phrase.many, { amount });
  const window = windowText(left.window, metric.restrictable.window, words);
  return restricted(t(phrase.sentence, { quantity, window }).trim(), left, words);
}

/** A sum of money or an age of nothing is a number like any other. */
const saysNone = ({ unit, restrictable }: Words['catalogue']['metrics'][number]): boolean =>
  restrictable.window && unit !== 'amount';

/** "no messages", but "0 times". */
const noneText = (phrase: MetricPhrase, words: Words): string =>
  phrase.many === '{{amount}} times' ? numberText(0, undefined, words) : words.t('no');
