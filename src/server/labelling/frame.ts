import { frameFor, isPerson } from '../lifecycle';
import { allSubjects, type MetricFrame } from '../metrics';
import { rowsJson, rowSource } from '../store';
import type { Chosen, LabellingInput } from './input';

/** Frame of everybody, or of chosen people. Means and percentiles are those of everybody either way. */
export function labelFrame({ store, zone, kinds, asOf }: Omit<LabellingInput, 'gate'>, only: Chosen): MetricFrame {
  const everybody = allSubjects(store, 'member');
  if (!only) return frameFor({ store, zone, kinds, asOf, subjects: everybody });
  return frameFor({
    ...{ store, zone, kinds, asOf },
    subjects: `SELECT m."id", m."stage", m."stageSince", m."firstSeenAt", m."lastActiveAt"
      FROM ${rowSource(store.dialect, 'only', { id: 'int' })} AS o ${store.sql.drivenJoin} {communityMembers} AS m ON m."id" = o."id" WHERE ${isPerson(store, 'm')}`,
    subjectBind: { only: rowsJson(only.map((id) => [id])) },
    only: chosenIds({ store }),
  });
}

/** SELECT of ids (column `id`) of the chosen; bound by a frame of {@link labelFrame}. */
export const chosenIds = ({ store }: Pick<LabellingInput, 'store'>): string =>
  `SELECT o."id" FROM ${rowSource(store.dialect, 'only', { id: 'int' })} AS o`;
