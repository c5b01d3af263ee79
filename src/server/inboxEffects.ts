import { joinGroups, noteGroupStatus, noteReachability } from './activities';
import type { InboxEffects } from './intake/telegram';
import type { Store, WriteGate } from './store';

/** What follows from an update besides its activities. */
export function inboxEffects(store: Store, gate: WriteGate, now: () => number): InboxEffects {
  return {
    migrated: async (migrations) => {
      for (const move of migrations) await joinGroups({ store, gate, platform: 'telegram', now }, move);
    },
    groupStatus: (statuses, transaction) => noteGroupStatus(store, statuses, now(), transaction),
    reachability: (seen, transaction) => noteReachability(store, seen, now(), transaction),
  };
}
