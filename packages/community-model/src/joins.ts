/** Two joins closer than this, with no leave between them, are two witnesses of one join. */
export const SAME_JOIN_MS = 60_000;

/** Something that says that a member entered or left a group. */
export interface PresenceWitness {
  /** Milliseconds since 1970. */
  at: number;
  kind: 'join' | 'leave';
  /** Breaks ties between witnesses of the same instant, so that arrival order does not matter. */
  key: string;
}

/** One join or leave that counts, after witnesses of the same event have been put together. */
export interface PresenceEvent {
  at: number;
  kind: 'join' | 'leave';
  /** A join that follows a leave: the member came back. */
  rejoin: boolean;
}

export interface Presence {
  /** In time order. */
  events: PresenceEvent[];
  /** Start of the present or last stay; null when no join was seen. */
  joinedAt: number | null;
  /** The last leave that no join follows; null while the member is in the group. */
  leftAt: number | null;
}

/**
 * What a member's stay in one group looks like, from all its witnesses: the `chat_member` update, the service message and
 * the export may each report the same join. The order in which the witnesses arrive does not matter.
 */
export function presenceOf(witnesses: readonly PresenceWitness[]): Presence {
  const sorted = [...witnesses].sort((a, b) => a.at - b.at || compareText(a.kind, b.kind) || compareText(a.key, b.key));
  const events: PresenceEvent[] = [];
  let previous: PresenceWitness | null = null;
  let everLeft = false;
  let joinedAt: number | null = null;
  let leftAt: number | null = null;
  for (const witness of sorted) {
    const same = previous?.kind === witness.kind && witness.at - previous.at <= SAME_JOIN_MS;
    if (!same) {
      const rejoin = witness.kind === 'join' && everLeft && previous?.kind === 'leave';
      events.push({ at: witness.at, kind: witness.kind, rejoin });
      if (witness.kind === 'leave') {
        everLeft = true;
        leftAt = witness.at;
      } else {
        // a second join without a leave between keeps the stay that is already running
        if (joinedAt === null || leftAt !== null) joinedAt = witness.at;
        leftAt = null;
      }
    }
    previous = witness;
  }
  return { events, joinedAt, leftAt };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
