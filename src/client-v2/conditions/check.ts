import type { CompareCondition, Condition, HoursCondition, Value } from '../../common/conditions';
import { childrenOf, isGroup, labelsOf } from './forms';
import type { Problem } from './problems';
import { metricOf, type Words } from './words';

const MOST_DAYS = 3660;

type Check = Pick<Words, 't' | 'catalogue'>;

/** What is missing or impossible in a condition, before the server is asked; the path begins with `path`. */
export function checkCondition(condition: Condition, path: string, words: Check): Problem[] {
  const { t } = words;
  if (isGroup(condition)) {
    const children = childrenOf(condition);
    if (children.length === 0) return [{ path, text: t('Add at least one condition to this group.') }];
    return children.flatMap(({ child, at }) => checkCondition(child, `${path}.${at}`, words));
  }
  const labels = labelsOf(condition);
  if (labels)
    return labels.keys.length > 0 ? [] : [{ path: `${path}.${labels.label}`, text: t('Choose at least one.') }];
  if ('left' in condition) return checkComparison(condition, path, words);
  if ('segment' in condition)
    return condition.segment ? [] : [{ path: `${path}.segment`, text: t('Choose a segment.') }];
  if ('hours' in condition) return checkHours(condition, path, words);
  if ('filter' in condition)
    return Object.keys(condition.filter).length > 0
      ? []
      : [{ path: `${path}.filter`, text: t('Set at least one condition on a field.') }];
  return [{ path, text: t('This form of condition is not known.') }];
}

function checkComparison({ left, op, right }: CompareCondition, path: string, words: Check): Problem[] {
  const problems = checkValue(left, `${path}.left`, words);
  if (op !== 'between') return [...problems, ...checkValue(right as Value, `${path}.right`, words)];
  const bounds = Array.isArray(right) ? right : [right, Number.NaN];
  const found = bounds.flatMap((bound, i) => checkValue(bound, `${path}.right[${i}]`, words));
  const [low, high] = bounds;
  if (typeof low === 'number' && typeof high === 'number' && low > high)
    found.push({ path: `${path}.right`, text: words.t('The first number must not be greater than the second.') });
  return [...problems, ...found];
}

function checkValue(value: Value, path: string, words: Check): Problem[] {
  const { t } = words;
  if (value === null || typeof value === 'number')
    return Number.isFinite(value ?? Number.NaN) ? [] : [{ path, text: t('Enter a number.') }];
  if ('ratio' in value) return value.ratio.flatMap((part, i) => checkValue(part, `${path}.ratio[${i}]`, words));
  if ('mean' in value) return checkValue(value.mean, `${path}.mean`, words);
  if ('percentile' in value) {
    const ranked = value.percentile >= 0 && value.percentile <= 100;
    return [
      ...(ranked ? [] : [{ path: `${path}.percentile`, text: t('Enter a number from 0 to 100.') }]),
      ...checkValue(value.of, `${path}.of`, words),
    ];
  }
  if (!value.metric) return [{ path: `${path}.metric`, text: t('Choose a metric.') }];
  if (!metricOf(value.metric, words))
    return [{ path: `${path}.metric`, text: t('The metric {{metric}} does not exist.', { metric: value.metric }) }];
  const problems = [...checkWindow(value.window, `${path}.window`, words)];
  if (value.kinds?.length === 0) problems.push({ path: `${path}.kinds`, text: t('Choose at least one kind.') });
  if (value.groups?.length === 0) problems.push({ path: `${path}.groups`, text: t('Choose at least one group.') });
  return problems;
}

function checkWindow(
  window: { days: number; endingDaysAgo?: number } | undefined,
  path: string,
  { t }: Check,
): Problem[] {
  if (!window) return [];
  const whole = (days: number, least: number) => Number.isInteger(days) && days >= least && days <= MOST_DAYS;
  const sentence = (least: number) => t('Enter a whole number from {{least}} to {{most}}.', { least, most: MOST_DAYS });
  const problems: Problem[] = [];
  if (!whole(window.days, 1)) problems.push({ path: `${path}.days`, text: sentence(1) });
  if (window.endingDaysAgo !== undefined && !whole(window.endingDaysAgo, 0))
    problems.push({ path: `${path}.endingDaysAgo`, text: sentence(0) });
  return problems;
}

function checkHours({ hours, share, window }: HoursCondition, path: string, words: Check): Problem[] {
  const { t } = words;
  const problems = checkWindow(window, `${path}.window`, words);
  if (!(share >= 0 && share <= 1)) problems.push({ path: `${path}.share`, text: t('Enter a number from 0 to 100.') });
  if (hours.from === hours.to)
    problems.push({ path: `${path}.hours`, text: t('The hours must not begin and end at the same time.') });
  return problems;
}
