import type { RhythmAnswer } from '../../../common/rhythm';

/** Ten messages on Monday evening, two on Sunday at midnight. */
export function smallRhythm(): RhythmAnswer {
  const counts = Array.from({ length: 7 }, () => new Array<number>(24).fill(0));
  counts[0][19] = 6;
  counts[0][20] = 4;
  counts[6][0] = 2;
  return {
    counts,
    total: 12,
    timeZone: 'Europe/Berlin',
    who: 'people',
    period: { from: '2025-01-06', to: null },
    evidence: { from: '2025-01-06', to: '2025-03-30', days: 84, weeks: 12 },
    windows: [
      {
        ...{ weekday: 0, from: 19, to: 21, observed: 12, seen: 12, above: 11 },
        ...{ median: 9.5, low: 7, share: 0.83, confidence: 'strong' },
      },
    ],
    everyDay: [],
    previous: { from: '2024-10-14', to: '2025-01-05', counts, total: 10 },
  };
}
