import { classify, type ClassifyInput } from './classify';
import { placeNewcomers } from './run';
import { anyMembers, labelledMembers } from './subjects';
import { markSeen, unseenTouches } from './touches';

export interface LivePass {
  /** Members looked at, and changes of stage. */
  examined: number;
  changed: number;
  /** Whether there is more to look at: right away, or in a moment for what lies ahead of our clock. */
  more: boolean;
}

/** Touches looked at by one pass. */
const MOST = 5000;
/** Clocks of others may be a little ahead of ours, milliseconds. */
const AHEAD_MS = 120_000;

/**
 * Lets those begin their lifecycle who came just now, in the middle of a run that lives through missed days: members who
 * have a stage take the steps of those days first. What was seen here is looked at again afterwards.
 */
export async function welcome(input: Omit<ClassifyInput, 'origin' | 'stageTable' | 'runId'>): Promise<number> {
  const { rows } = await unseenTouches(input.store, MOST);
  const happening = [...new Set(rows.filter(({ history }) => !history).map(({ memberId }) => memberId))];
  return (await placeNewcomers({ ...input, runId: null }, happening)).changed;
}

/**
 * Looks at those who did something just now: newcomers begin their lifecycle, and whoever has come back is not at risk any
 * longer. Late and imported records are left to the next run, which also looks again at all that was seen here.
 */
export async function labelTouched(input: Omit<ClassifyInput, 'origin' | 'stageTable' | 'runId'>): Promise<LivePass> {
  const { store, gate, asOf } = input;
  const { rows, more } = await unseenTouches(store, MOST);
  const happening = [...new Set(rows.filter(({ history }) => !history).map(({ memberId }) => memberId))];
  const early = new Set(await aheadOfTime(input, happening));
  const members = happening.filter((id) => !early.has(id));
  let changed = 0;
  if (members.length) {
    const live = { ...input, runId: null };
    const begun = await placeNewcomers(live, members);
    const stageTable = labelledMembers(store, asOf, members);
    const moved = await classify({ ...live, origin: () => 'live', stageTable });
    changed = begun.changed + moved.changed;
  }
  await markSeen(
    store,
    gate,
    rows.filter(({ memberId, history }) => history || !early.has(memberId)).map(({ id }) => id),
  );
  return { examined: members.length, changed, more: more || early.size > 0 };
}

/** Members whose latest activity lies ahead of our clock: they are looked at when its time has come. */
async function aheadOfTime(
  { store, asOf }: Pick<ClassifyInput, 'store' | 'asOf'>,
  members: readonly number[],
): Promise<number[]> {
  if (!members.length) return [];
  const { subjects, bind } = anyMembers(store, members);
  const between = (column: string) =>
    `(${column} > ${store.instantParam('$asOf')} AND ${column} <= ${store.instantParam('$ahead')})`;
  const rows = await store.select<{ id: number | string }>(
    `SELECT m."id" FROM (${subjects}) AS m WHERE ${between('m."firstSeenAt"')} OR ${between('m."lastActiveAt"')}`,
    { bind: { ...bind, asOf: store.instant(asOf), ahead: store.instant(asOf + AHEAD_MS) } },
  );
  return rows.map(({ id }) => Number(id));
}
