import type { CommunityZone } from '@community-crm/community-model';
import { EVERYBODY, OUTSIDE_ANY_GROUP, type Cell } from '../activities';
import { deleteByIds, inPipeline, rowsJson, rowSource, type Store, type WriteGate } from '../store';
import { countRanges, countScope, type Share } from './counting';
import { noteForLabels } from './labelTouches';
import { refreshGroups, refreshMembers, refreshMemberships, refreshStatus } from './memberships';
import type { Pair } from './pairs';
import { planRecount, type Range } from './plan';
import { applyStays, recountPresence } from './presence';
import type { RecountOptions } from './recount';
import { cellScope } from './scopes';
import { refreshStanding } from './standing';

export interface FactKinds {
  utterances: string[];
  signsOfLife: string[];
}

export interface FactsOptions {
  store: Store;
  gate: WriteGate;
  zone: () => Promise<CommunityZone>;
  /** The kinds that count, read before each pass. */
  kinds: () => Promise<FactKinds>;
  sessionGapMinutes: () => Promise<number>;
  /** Milliseconds. */
  now: () => number;
  /** Milliseconds of a steady clock. */
  clock: () => number;
  /** Does some work while no other process counts. */
  alone: <T>(work: () => Promise<T>) => Promise<T>;
  /** Facts of members have changed and are right now: their labels may be looked at. */
  onSettled?: () => void;
}

interface TouchRow extends Record<string, unknown> {
  id: number | string;
  groupId: number | string;
  memberId: number | string;
  fromDay: string;
  toDay: string;
  history: unknown;
}

/** Touches handled by one pass; cells and pairs handled by one transaction. */
const TOUCHES = 50_000;
const CELLS = 1500;
const PAIRS = 1500;
/** Counting days takes about this share of a pass; memberships and members the rest. */
const DAYS = 0.75;

/** Pairs in portions none of which has to do with a member of another. */
function portionsOf(pairs: readonly Pair[]): Pair[][] {
  const portions: Pair[][] = [];
  let last: Pair[] = [];
  for (const pair of [...pairs].sort((a, b) => a.memberId - b.memberId)) {
    if (!last.length || (last.length >= PAIRS && last[last.length - 1].memberId !== pair.memberId))
      portions.push((last = []));
    last.push(pair);
  }
  return portions;
}

/** Told between transactions how many touches are done, parts of one counted; ends the work by throwing. */
export interface DrainProgress {
  (done: number, total: number): void | Promise<void>;
}

/**
 * Keeps facts equal to activities. Whoever writes activities leaves touches; `drain` counts those days again from the
 * activities and only then forgets the touches, so a crash in between costs a repetition, never a difference.
 */
export class Facts {
  private busy: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: FactsOptions) {}

  /**
   * Works until no touch is left. Calls wait for each other, in whatever process they are made.
   *
   * @returns number of touches handled
   */
  drain(onProgress?: DrainProgress): Promise<number> {
    const turn = this.busy.then(() => this.drainAll(onProgress));
    this.busy = turn.catch(() => undefined);
    return turn;
  }

  /** Ends when nothing is being counted, or after so many milliseconds. */
  async settled(within: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, within)));
    await Promise.race([this.busy, late]);
    clearTimeout(timer);
  }

  /** Marks everything, so that the next `drain` counts all facts again (kinds or the session gap have changed). */
  async touchEverything(): Promise<void> {
    const { store, gate } = this.options;
    await gate.run((transaction) =>
      store.execute(
        `INSERT INTO {communityTouches} ("groupId", "memberId", "fromDay", "toDay", "history")
         SELECT a."groupId", ${EVERYBODY}, MIN(a."day"), MAX(a."day"), ${store.bool(true)} FROM {communityActivities} AS a GROUP BY a."groupId"`,
        { transaction },
      ),
    );
  }

  /** How many touches wait. */
  async pending(): Promise<number> {
    const [row] = await this.options.store.select<{ n: number | string }>(
      'SELECT COUNT(*) AS "n" FROM {communityTouches}',
    );
    return Number(row.n);
  }

  private async drainAll(onProgress?: DrainProgress): Promise<number> {
    const total = await this.pending();
    // most looks find nothing, and then there is nothing to claim
    return total ? this.options.alone(() => this.countTouches(total, onProgress)) : 0;
  }

  private async countTouches(total: number, onProgress?: DrainProgress): Promise<number> {
    let done = 0;
    // more may come while these are counted
    const tell = (now: number) => onProgress?.(now, Math.max(total, now));
    for (;;) {
      const touches = await this.nextTouches();
      if (!touches.length) return done;
      await this.recountTouches(touches, (share) => tell(done + share * touches.length));
      await this.forget(touches);
      this.options.onSettled?.();
      done += touches.length;
      await tell(done);
    }
  }

  private nextTouches(): Promise<TouchRow[]> {
    const { store } = this.options;
    return store.select<TouchRow>(
      `SELECT t."id", t."groupId", t."memberId", ${store.sql.dayText('t."fromDay"')} AS "fromDay", ${store.sql.dayText('t."toDay"')} AS "toDay", t."history"
       FROM {communityTouches} AS t ORDER BY t."id" LIMIT ${TOUCHES}`,
    );
  }

  private async forget(touches: readonly TouchRow[]): Promise<void> {
    const { store, gate } = this.options;
    const source = rowSource(store.dialect, 'rows', { id: 'int' });
    await gate.runRedoable((transaction) =>
      store.execute(deleteByIds(store.dialect, '{communityTouches}', `SELECT r."id" FROM ${source} AS r`), {
        bind: { rows: rowsJson(touches.map(({ id }) => [Number(id)])) },
        transaction,
      }),
    );
  }

  private async recountTouches(touches: readonly TouchRow[], onShare: Share): Promise<void> {
    const { store, gate, zone, now, clock } = this.options;
    const calendar = await zone();
    const kinds = await this.options.kinds();
    const recountOptions: RecountOptions = {
      utterances: kinds.utterances,
      sessionGapMinutes: await this.options.sessionGapMinutes(),
    };
    const settled = touches.map(({ groupId, memberId, fromDay, toDay, history }) => ({
      groupId: Number(groupId),
      memberId: Number(memberId),
      fromDay,
      toDay,
      history: Boolean(Number(history)),
    }));
    const { ranges, cells } = planRecount(settled);
    const counting = { store, gate, clock, options: recountOptions };
    const moved = await countRanges(counting, calendar, ranges, (share) => onShare(DAYS * share));
    await inPipeline(cells, {
      size: Math.min(CELLS, Math.ceil(cells.length / gate.pairs)),
      writers: gate.pairs,
      prepare: (portion) => cellScope(store, calendar, portion),
      write: async (scope) => void (await countScope(counting, scope)),
    });
    const pairs = await this.touchedPairs(ranges, moved, cells);
    await this.refresh(pairs, kinds, (share) => onShare(DAYS + (1 - DAYS) * share));
    await noteForLabels({ store, gate, zone: calendar, now: now() }, settled, pairs);
  }

  private async refresh(pairs: readonly Pair[], kinds: FactKinds, onShare: Share): Promise<void> {
    const { store, gate } = this.options;
    const zone = await this.options.zone();
    let refreshed = 0;
    await inPipeline(portionsOf(pairs), {
      size: 1,
      writers: gate.writers,
      prepare: ([portion]) => portion,
      write: async (portion) => {
        await gate.runRedoable(async (transaction) => {
          const stays = await recountPresence(store, zone, portion, transaction);
          await refreshMemberships(store, portion, kinds, transaction);
          await applyStays(store, stays, transaction);
          await refreshStatus(store, portion, transaction);
          await refreshStanding(store, stays, transaction);
          await refreshMembers(store, portion, kinds, transaction);
        });
        refreshed += portion.length;
        await onShare(refreshed / pairs.length);
      },
    });
    const groups = [...new Set(pairs.map(({ groupId }) => groupId))].filter((id) => id !== OUTSIDE_ANY_GROUP);
    await gate.runRedoable((transaction) => refreshGroups(store, groups, transaction));
  }

  /**
   * Everybody in the groups of which days were counted for all, and the members of single cells.
   *
   * @param moved of these groups, who joined or left on those days: they need not have facts yet
   */
  private async touchedPairs(
    ranges: readonly Range[],
    moved: readonly Pair[],
    cells: readonly Cell[],
  ): Promise<Pair[]> {
    const pairs = new Map<string, Pair>();
    const add = ({ groupId, memberId }: Pair) => pairs.set(`${groupId} ${memberId}`, { groupId, memberId });
    const groups = new Set(ranges.map(({ groupId }) => groupId));
    for (const groupId of groups) for (const memberId of await this.membersOf(groupId)) add({ groupId, memberId });
    moved.forEach(add);
    for (const cell of cells) if (!groups.has(cell.groupId)) add(cell);
    return [...pairs.values()];
  }

  private async membersOf(groupId: number): Promise<number[]> {
    const rows = await this.options.store.select<{ memberId: number | string }>(
      `SELECT f."memberId" FROM {communityDailyFacts} AS f WHERE f."groupId" = $groupId
       UNION SELECT g."memberId" FROM {communityMemberships} AS g WHERE g."groupId" = $groupId`,
      { bind: { groupId } },
    );
    return rows.map(({ memberId }) => Number(memberId));
  }
}
