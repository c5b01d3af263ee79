import type { Comparison, ConditionCatalogue } from '../../../common/conditions';
import type { Words } from './words';

export type Unit = ConditionCatalogue['metrics'][number]['unit'];

/** What can be counted one by one: "fewer", where the rest is "less". */
const COUNTED: ReadonlySet<Unit> = new Set(['count', 'characters']);
const SHARES: ReadonlySet<Unit> = new Set(['share', 'probability']);

/** A number of a unit in the reader's language: shares as percent, the rest with at most two digits behind the point. */
export function numberText(value: number, unit: Unit | undefined, { language }: Pick<Words, 'language'>): string {
  if (!Number.isFinite(value)) return '…';
  if (unit && SHARES.has(unit))
    return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(value);
  return new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value);
}

/** What must be reached, e.g. "more than 20"; `bounds` are texts already. */
export function amountText(op: Comparison, bounds: string[], unit: Unit | undefined, { t }: Words): string {
  const [number, high] = bounds;
  switch (op) {
    case '>':
      return t('more than {{number}}', { number });
    case '>=':
      return t('at least {{number}}', { number });
    case '<':
      return unit && COUNTED.has(unit) ? t('fewer than {{number}}', { number }) : t('less than {{number}}', { number });
    case '<=':
      return t('at most {{number}}', { number });
    case '=':
      return t('exactly {{number}}', { number });
    case '!=':
      return t('not {{number}}', { number });
    case 'between':
      return t('{{number}} to {{high}}', { number, high });
  }
}

/** What comes in whole numbers, so that less than one is none. */
const WHOLE: ReadonlySet<Unit> = new Set(['count', 'characters', 'days', 'weeks']);

/** Whether a comparison with a number says that there is none. */
export const isNone = (op: Comparison, bound: number, unit: Unit): boolean =>
  (bound === 0 && (op === '=' || op === '<=')) || (bound === 1 && op === '<' && WHOLE.has(unit));
