import type { BacktestResult, BacktestSeries } from '../../../common/lifecycle';
import type { Translate } from '../../locale';

/** A figure of both rule sets, in words. */
export interface BacktestRow {
  name: string;
  title: string;
  explanation: string;
  draft: string;
  current: string;
  /** Which of the two is the better one; null where neither is, or where more is not better. */
  better: 'draft' | 'current' | null;
}

const MEASURE_TITLES = {
  changes: 'Stage changes',
  flippedBack: 'Taken back within 14 days',
  flippedShare: 'Share taken back',
  precision: 'At risk: precision',
  recall: 'At risk: recall',
  flagged: 'Flagged as at risk',
  silent: 'Really went silent',
} as const;

const MEASURE_MESSAGES: Record<keyof typeof MEASURE_TITLES, string> = {
  changes: 'How often members changed stage in this time.',
  flippedBack:
    'Changes after which the member was in the former stage again within 14 days. Each may have started an automation in vain.',
  flippedShare: 'How many of a hundred changes were taken back. The lower, the steadier.',
  precision:
    'Of those flagged as at risk, how many really went silent for the 30 days after. Low: people are bothered who would have stayed.',
  recall:
    'Of those who really went silent for 30 days, how many had been flagged before. Low: people are lost unnoticed.',
  flagged: 'How often a member was at risk on one of the days looked at.',
  silent: 'How often a member said and did nothing in the 30 days after one of the days looked at.',
};

type Name = keyof typeof MEASURE_TITLES;

const valueOf: Record<Name, (series: BacktestSeries) => number | null> = {
  changes: ({ changes }) => changes,
  flippedBack: ({ flippedBack }) => flippedBack,
  flippedShare: ({ changes, flippedBack }) => (changes > 0 ? flippedBack / changes : null),
  precision: ({ atRisk }) => atRisk.precision,
  recall: ({ atRisk }) => atRisk.recall,
  flagged: ({ atRisk }) => atRisk.flagged,
  silent: ({ atRisk }) => atRisk.silent,
};

const SHARES: ReadonlySet<Name> = new Set(['flippedShare', 'precision', 'recall']);
/** Where more or less is better: 1 the higher, −1 the lower. */
const DIRECTION: Partial<Record<Name, 1 | -1>> = { flippedShare: -1, precision: 1, recall: 1 };

/** The figures of a backtest, side by side. */
export function backtestRows({ draft, current }: BacktestResult, t: Translate, language?: string): BacktestRow[] {
  return (Object.keys(MEASURE_TITLES) as Name[]).map((name) => {
    const format = new Intl.NumberFormat(
      language,
      SHARES.has(name) ? { style: 'percent', maximumFractionDigits: 1 } : {},
    );
    const [mine, theirs] = [valueOf[name](draft), valueOf[name](current)];
    const text = (value: number | null) => (value === null ? '–' : format.format(value));
    return {
      name,
      title: t(MEASURE_TITLES[name]),
      explanation: t(MEASURE_MESSAGES[name]),
      draft: text(mine),
      current: text(theirs),
      better: betterOf(mine, theirs, DIRECTION[name]),
    };
  });
}

function betterOf(draft: number | null, current: number | null, direction?: 1 | -1): BacktestRow['better'] {
  if (!direction || draft === null || current === null || draft === current) return null;
  return (draft - current) * direction > 0 ? 'draft' : 'current';
}
