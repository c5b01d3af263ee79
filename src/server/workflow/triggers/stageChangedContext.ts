import type { Model } from '@nocobase/database';
import type { StageChangeBatch, StageChangeContext } from '../../../common/workflow';
import { jsonValue, type Store } from '../../store';
import { shown } from './context';

/** What executions are told of changes, by increasing id. Changes whose member is gone are left out. */
export async function stageChanges(store: Store, ids: number[], appends: string[]): Promise<StageChangeContext[]> {
  const rows: Model[] = await store.db.getRepository('communityStageChanges').find({
    filter: { id: { $in: ids } },
    sort: ['id'],
    appends: ['member', ...appends.map((name) => `member.${name}`)],
  });
  const titles = await ruleTitles(store);
  return rows.flatMap((row) => {
    const member = row.get('member') as Model | null;
    return member ? [toContext(row, member, titles)] : [];
  });
}

/** What an execution for many changes is told. */
export function stageBatch(changes: StageChangeContext[]): StageChangeBatch {
  const byStage: Record<string, number> = {};
  for (const { to } of changes) byStage[to] = (byStage[to] ?? 0) + 1;
  const memberIds = [...new Set(changes.map(({ member }) => Number(member.id)))].sort((a, b) => a - b);
  return { count: changes.length, changes, byStage, memberIds };
}

function toContext(row: Model, member: Model, titles: Map<string, string>): StageChangeContext {
  const key = row.get('ruleKey') as string | null;
  const evidence = jsonValue(row.get('evidence'));
  return {
    id: Number(row.get('id')),
    member: shown(member),
    from: (row.get('from') as string | null) ?? null,
    to: String(row.get('to')),
    rule: key === null ? null : { key, title: titles.get(key) ?? key, version: Number(row.get('ruleVersion')) },
    at: new Date(row.get('at') as Date).toISOString(),
    origin: String(row.get('origin')),
    reason: (row.get('reason') as string | null | undefined) ?? null,
    evidence: Array.isArray(evidence) ? (evidence as unknown[]) : [],
  };
}

async function ruleTitles(store: Store): Promise<Map<string, string>> {
  const rows = await store.select<{ key: string; title: string | null }>(
    'SELECT r."key", r."title" FROM {communityRules} AS r',
  );
  return new Map(rows.map(({ key, title }) => [key, title ?? key]));
}
