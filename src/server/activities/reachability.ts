import type { ActorRef } from '@community-crm/community-model';
import type { Transaction } from 'sequelize';
import { rowsJson, rowSource, updateFrom, type Store } from '../store';
import { resolveMembers } from './members';
import { described, refKey } from './refs';

/** Whether a bot may write to an account; the highest version (see `activityVersion`) is the present state. */
export interface SeenReachability {
  actor: ActorRef;
  state: 'reachable' | 'blocked' | 'deactivated';
  version: number;
}

/** Notes on members whether they can be written to, in any order; a member who was not known yet appears. */
export async function noteReachability(
  store: Store,
  seen: readonly SeenReachability[],
  now: number,
  transaction: Transaction,
): Promise<void> {
  if (!seen.length) return;
  const actors = new Map<string, ReturnType<typeof described<ActorRef>>>();
  for (const { actor, version } of seen) {
    const known = actors.get(refKey(actor));
    const at = Math.floor(version / 2);
    if (!known) actors.set(refKey(actor), described(actor, version, at));
    else {
      known.told.push({ ref: actor, version });
      known.firstAt = Math.min(known.firstAt, at);
    }
  }
  const accounts = await resolveMembers(store, actors, now, transaction);
  const rows = new Map<number, { state: string; version: number }>();
  for (const { actor, state, version } of seen) {
    const memberId = accounts.get(refKey(actor))?.memberId;
    if (memberId === undefined) continue;
    const known = rows.get(memberId);
    if (!known || version > known.version) rows.set(memberId, { state, version });
  }
  await store.execute(
    updateFrom(store.dialect, {
      table: '{communityMembers}',
      source: rowSource(store.dialect, 'rows', { memberId: 'int', state: 'text', version: 'int' }),
      on: 't."id" = s."memberId"',
      set: { reachability: 's."state"', reachabilityVersion: 's."version"' },
      where: '(t."reachabilityVersion" IS NULL OR t."reachabilityVersion" < s."version")',
    }),
    { bind: { rows: rowsJson([...rows].map(([id, { state, version }]) => [id, state, version])) }, transaction },
  );
}
