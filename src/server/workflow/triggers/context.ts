import { Model, type Collection } from '@nocobase/database';
import type { ActivityBatch } from '../../../common/workflow';
import { rowsJson, rowSource, type Store } from '../../store';

interface Row extends Record<string, unknown> {
  id: number | string;
  kind: string;
  groupId: number | string;
  memberId: number | string;
  title: string | null;
  at: number | string;
}

/** What an execution for many activities is told. */
export async function batchContext(store: Store, ids: number[], waiting: number): Promise<ActivityBatch> {
  const rows = await store.select<Row>(
    `SELECT a."id", a."kind", a."groupId", a."memberId", g."title", ${store.sql.epochMs('a."occurredAt"')} AS "at"
     FROM ${rowSource(store.dialect, 'rows', { id: 'int' })} AS r
     ${store.sql.drivenJoin} {communityActivities} AS a ON a."id" = r."id"
     LEFT JOIN {communityGroups} AS g ON g."id" = a."groupId" ORDER BY a."occurredAt", a."id"`,
    { bind: { rows: rowsJson(ids.map((id) => [id])) } },
  );
  const byKind: Record<string, number> = {};
  const groups = new Map<number, { id: number; title: string | null; count: number }>();
  for (const { kind, groupId, title } of rows) {
    byKind[kind] = (byKind[kind] ?? 0) + 1;
    const group = groups.get(Number(groupId)) ?? { id: Number(groupId), title, count: 0 };
    group.count += 1;
    groups.set(group.id, group);
  }
  const instants = rows.map(({ at }) => Number(at));
  return {
    count: rows.length,
    ids: rows.map(({ id }) => Number(id)),
    byKind,
    byGroup: [...groups.values()].sort((a, b) => b.count - a.count || a.id - b.id),
    memberIds: [...new Set(rows.map(({ memberId }) => Number(memberId)))].filter((id) => id > 0).sort((a, b) => a - b),
    firstAt: iso(Math.min(...instants)),
    lastAt: iso(Math.max(...instants)),
    waiting,
  };
}

/** What an execution for one activity is told; null when it is gone. */
export async function singleContext(store: Store, id: number): Promise<{ data: object } | null> {
  const row: Model | null = await store.db
    .getRepository('communityActivities')
    .findOne({ filterByTk: id, appends: ['member', 'group'] });
  return row && { data: shown(row) };
}

/** What operators see of a record on pages, and no more; as JSON. */
export function shown(row: Model): Record<string, unknown> {
  const { collection } = row.constructor as unknown as { collection: Collection };
  const values: Record<string, unknown> = { id: row.get('id') };
  for (const [name, field] of collection.fields) {
    const value: unknown = row.get(name);
    if (!field.options.interface || field.options.hidden || value === undefined) continue;
    values[name] = linked(value);
    const { foreignKey } = field.options as { foreignKey?: string };
    if (foreignKey) values[foreignKey] = row.get(foreignKey);
  }
  return JSON.parse(JSON.stringify(values)) as Record<string, unknown>;
}

function linked(value: unknown): unknown {
  if (Array.isArray(value)) return (value as unknown[]).map(linked);
  return value instanceof Model ? shown(value) : value;
}

const iso = (ms: number): string => new Date(Number.isFinite(ms) ? ms : 0).toISOString();
