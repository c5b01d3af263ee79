import type { CommunityZone } from '@community-crm/community-model';
import { dependenciesOf, edgeMembers, type Dependencies } from '../conditions';
import { MetricFrame, type FrameKinds } from '../metrics';
import type { Store } from '../store';
import type { Lifecycle } from './rule';
import { labelledMembers } from './subjects';
import { transitionsOf } from './transitions';

export interface TimeEdgesInput {
  store: Store;
  zone: CommunityZone;
  kinds: FrameKinds;
  lifecycle: Lifecycle;
}

/** What the transitions of a lifecycle depend on besides what members do. */
export function dependenciesOfLifecycle({ store, zone, kinds, lifecycle }: TimeEdgesInput): Dependencies {
  // compiled only to learn the conditions: fallbacks and minimum stays are made from the rules
  const frame = new MetricFrame({ store, zone, kinds, asOf: 0, subjects: '' });
  return dependenciesOf(transitionsOf(lifecycle, frame).map(({ definition }) => definition));
}

/**
 * Members for whom some rule's numbers cross an edge between two instants by time alone, and a few more.
 *
 * @returns ids; null = it may be anybody
 */
export async function timeEdges(input: TimeEdgesInput, since: number, until: number): Promise<number[] | null> {
  const { store, zone, kinds } = input;
  const { unbounded, edges } = dependenciesOfLifecycle(input);
  if (unbounded) return null;
  const { subjects, bind: subjectBind } = labelledMembers(store, until);
  const found = edgeMembers({ store, zone, kinds, asOf: until, subjects, subjectBind }, edges, since);
  if (!found) return [];
  const rows = await store.select<{ id: number | string }>(`SELECT DISTINCT e."id" FROM (${found.select}) AS e`, {
    bind: found.bind,
  });
  return rows.map(({ id }) => Number(id));
}
