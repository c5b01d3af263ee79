import type { Model } from '@nocobase/database';
import {
  DEFAULT_ORIGINS,
  MEMBER_APPENDS,
  SEGMENT_TRIGGER,
  STAGE_MOST,
  STAGE_SECONDS,
  type SegmentChangeBatch,
  type SegmentChangeContext,
  type SegmentTriggerConfig,
} from '../../../common/workflow';
import type { Bind, Store } from '../../store';
import { shown } from './context';
import type { ChangeWorkflow, WorkflowReader } from './changeWorkflows';

/** What executions are told of changes, by increasing id. Changes whose member or segment is gone are left out. */
export async function segmentChanges(store: Store, ids: number[], appends: string[]): Promise<SegmentChangeContext[]> {
  const rows: Model[] = await store.db.getRepository('communitySegmentChanges').find({
    filter: { id: { $in: ids } },
    sort: ['id'],
    appends: ['member', 'segment', ...appends.map((name) => `member.${name}`)],
  });
  return rows.flatMap((row) => {
    const [member, segment] = [row.get('member') as Model | null, row.get('segment') as Model | null];
    if (!member || !segment) return [];
    const key = String(segment.get('key'));
    return [
      {
        id: Number(row.get('id')),
        member: shown(member),
        segment: { id: Number(segment.get('id')), key, title: String(segment.get('title') || key) },
        change: row.get('entered') ? 'entered' : 'left',
        at: new Date(row.get('at') as Date).toISOString(),
        origin: String(row.get('origin')),
      },
    ];
  });
}

/** What an execution for many changes is told. */
export function segmentBatch(changes: SegmentChangeContext[]): SegmentChangeBatch {
  const counts = { entered: {} as Record<string, number>, left: {} as Record<string, number> };
  for (const { change, segment } of changes) counts[change][segment.key] = (counts[change][segment.key] ?? 0) + 1;
  const memberIds = [...new Set(changes.map(({ member }) => Number(member.id)))].sort((a, b) => a - b);
  return { count: changes.length, changes, ...counts, memberIds };
}

/** Workflows with the trigger "segment entered or left". */
export const SEGMENT_WORKFLOWS: WorkflowReader = {
  trigger: SEGMENT_TRIGGER,
  read(row: Model): ChangeWorkflow {
    const config = (row.get('config') as SegmentTriggerConfig | null) ?? {};
    return {
      key: String(row.get('key')),
      row,
      mode: config.mode === 'single' ? 'single' : 'batched',
      most: config.most ?? STAGE_MOST.normally,
      seconds: config.seconds ?? STAGE_SECONDS.normally,
      appends: (config.appends ?? ['owner']).filter((name) => (MEMBER_APPENDS as readonly string[]).includes(name)),
      wants: condition(config),
    };
  },
};

function condition({ segments = [], change = 'both', origins }: SegmentTriggerConfig): ChangeWorkflow['wants'] {
  const bind: Bind = {};
  const among = (name: string, values: readonly string[]): string => {
    values.forEach((value, i) => (bind[`${name}${i}`] = value));
    return values.map((_, i) => `$${name}${i}`).join(', ') || 'NULL';
  };
  const parts = [
    `c."segmentId" IN (SELECT s."id" FROM {communitySegments} AS s WHERE s."key" IN (${among('segment', segments)}))`,
    `c."origin" IN (${among('origin', origins?.length ? origins : DEFAULT_ORIGINS)})`,
  ];
  if (change !== 'both') parts.push(`c."entered" = ${change === 'entered' ? 'TRUE' : 'FALSE'}`);
  return { sql: parts.join(' AND '), bind };
}
