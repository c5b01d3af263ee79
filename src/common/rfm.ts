import type { Condition } from './conditions';
import type { ShippedTitle } from './shippedTitles';

/** The four tiers, the one that is tried first before the others. */
export const RFM_TIERS = ['high_value', 'potential', 'silent', 'churned'] as const;
export type RfmTier = (typeof RFM_TIERS)[number];

const title = (titleEn: string, titleZh: string): ShippedTitle => ({ titleEn, titleZh });

export const SHIPPED_TIERS: Record<RfmTier, ShippedTitle> = {
  high_value: title('High-value tier', '高价值层'),
  potential: title('Potential tier', '潜力层'),
  silent: title('Silent tier', '沉默层'),
  churned: title('Churned tier', '流失层'),
};

export const TIER_COLOURS: Record<RfmTier, string> = {
  high_value: 'gold',
  potential: 'blue',
  silent: 'orange',
  churned: 'red',
};

/** What monetary is taken from: purchases, the engagement score, or purchases where the community has any. */
export const RFM_MONETARY = ['auto', 'purchases', 'contribution'] as const;
export type RfmMonetary = (typeof RFM_MONETARY)[number];

/** `communityRfm:settings` gives, `communityRfm:saveSettings` takes (any of them). */
export interface RfmSettings {
  /** High value: a sign of life within so many days … */
  activeWithinDays: number;
  /** … and at least so many interactions a day on average over these days. */
  interactionsPerDay: number;
  /** Silent: so many days without a post. */
  silentDays: number;
  /** Churned: so many days without any sign of life. */
  churnedDays: number;
  /** Days that frequency and monetary look back. */
  windowDays: number;
  monetary: RfmMonetary;
}

export const DEFAULT_RFM: RfmSettings = {
  activeWithinDays: 7,
  interactionsPerDay: 3,
  silentDays: 30,
  churnedDays: 90,
  windowDays: 90,
  monetary: 'auto',
};

export const RFM_LIMITS: Record<Exclude<keyof RfmSettings, 'monetary'>, { least: number; most: number }> = {
  activeWithinDays: { least: 1, most: 365 },
  interactionsPerDay: { least: 0.01, most: 1000 },
  silentDays: { least: 1, most: 3650 },
  churnedDays: { least: 1, most: 3650 },
  windowDays: { least: 1, most: 3650 },
};

/**
 * The tiers as conditions like any other, in the order in which they are tried; the first that holds wins. Everybody who is
 * in none of the other three has potential.
 *
 * @param utterances keys of the kinds that are posts
 */
export function tierRules(
  { activeWithinDays, interactionsPerDay, silentDays, churnedDays }: RfmSettings,
  utterances: readonly string[],
): Array<{ to: RfmTier; condition: Condition }> {
  const post = { metric: 'daysSinceLast', kinds: [...utterances] };
  return [
    {
      to: 'high_value',
      condition: {
        all: [
          { left: { metric: 'daysSinceLast' }, op: '<=', right: activeWithinDays },
          {
            left: { metric: 'activities', window: { days: activeWithinDays } },
            op: '>=',
            right: interactionsPerDay * activeWithinDays,
          },
        ],
      },
    },
    { to: 'churned', condition: { left: { metric: 'daysSinceLast' }, op: '>=', right: churnedDays } },
    { to: 'silent', condition: { left: post, op: '>=', right: silentDays } },
    { to: 'potential', condition: { left: { metric: 'daysSinceLast' }, op: '>=', right: 0 } },
  ];
}

/** `communityRfm:grid`: everybody in the caller's scope by recency and frequency. Quintile 5 is the best. */
export interface RfmGrid {
  settings: RfmSettings;
  /** What monetary was taken from the last time. */
  monetary: 'purchases' | 'contribution';
  /** Milliseconds; null = quintiles were never computed. */
  computedAt: number | null;
  /** Only cells with members. `monetary` is the mean quintile, 1 to 5. */
  cells: Array<{ recency: number; frequency: number; members: number; monetary: number }>;
  tiers: Array<{ key: RfmTier; members: number }>;
  /** Members without quintiles (first seen since, bots and team are not counted at all). */
  without: number;
}
