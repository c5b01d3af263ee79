import type { Settings } from '../../configuration';
import type { RunLedger } from '../../runs';
import type { Store } from '../../store';

/** What the answers of `communityAnalytics` are made with. */
export interface AnalyticsOptions {
  store: Store;
  ledger: RunLedger;
  settings: Settings;
  now: () => number;
}
