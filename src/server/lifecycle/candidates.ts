import type { CommunityZone } from '@community-crm/community-model';
import type { FrameKinds } from '../metrics';
import type { Store } from '../store';
import type { Lifecycle } from './rule';
import { timeEdges } from './timeEdges';
import type { TouchedMembers } from './touches';

export interface CandidatesInput {
  store: Store;
  zone: CommunityZone;
  kinds: FrameKinds;
  lifecycle: Lifecycle;
  touched: TouchedMembers;
}

/**
 * Everybody whose stage may be different at `until` from what an evaluation at `since` found: those whose facts were
 * touched, those for whom a number crosses an edge by time alone, those who have moved since (other rules apply to them
 * now), and those whose lock has ended.
 *
 * @returns ids, or null where a rule depends on what nobody can be chosen by: everybody has to be looked at
 */
export async function candidatesBetween(
  { store, touched, ...input }: CandidatesInput,
  since: number,
  until: number,
): Promise<number[] | null> {
  const edges = await timeEdges({ store, ...input }, since, until);
  if (!edges) return null;
  const rows = await store.select<{ id: number | string }>(
    `SELECT c."memberId" AS "id" FROM {communityStageChanges} AS c WHERE c."at" >= ${store.instantParam('$since')} AND c."at" <= ${store.instantParam('$until')}
     UNION SELECT m."id" FROM {communityMembers} AS m WHERE m."stageLockedUntil" > ${store.instantParam('$since')} AND m."stageLockedUntil" <= ${store.instantParam('$until')}`,
    { bind: { since: store.instant(since), until: store.instant(until) } },
  );
  return [...new Set([...touched.keys(), ...edges, ...rows.map(({ id }) => Number(id))])];
}
