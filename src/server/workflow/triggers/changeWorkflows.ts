import type { Database, Model } from '@nocobase/database';
import type { Transaction } from 'sequelize';
import {
  DEFAULT_ORIGINS,
  MEMBER_APPENDS,
  NO_STAGE,
  STAGE_MOST,
  STAGE_SECONDS,
  STAGE_TRIGGER,
  type StageTriggerConfig,
} from '../../../common/workflow';
import type { Bind } from '../../store';
import type { ChangePositions } from './changePositions';

/** An enabled workflow that wants changes. */
export interface ChangeWorkflow {
  /** The same for all versions. */
  key: string;
  /** The host's row, to be started. */
  row: Model;
  mode: 'batched' | 'single';
  most: number;
  seconds: number;
  appends: string[];
  /** Condition on a change `c`: whether it is wanted. */
  wants: { sql: string; bind: Bind };
}

interface SaveOptions {
  transaction?: Transaction;
  /** One version takes the place of another. */
  cycling?: boolean;
}

/** Another process may enable a workflow without this one being told at once. */
const FRESH_FOR = 5_000;

/** Turns the host's row of a workflow with a certain trigger into what it wants. */
export interface WorkflowReader {
  trigger: string;
  read(row: Model): ChangeWorkflow;
}

export const STAGE_WORKFLOWS: WorkflowReader = { trigger: STAGE_TRIGGER, read: toWorkflow };

/** The enabled workflows with a trigger for changes; none where the host's workflow plugin is off. */
export class ChangeWorkflows {
  private known: ChangeWorkflow[] = [];
  private readAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly db: Database,
    positions: ChangePositions,
    private readonly now: () => number,
    private readonly reader: WorkflowReader = STAGE_WORKFLOWS,
  ) {
    const forget = () => (this.readAt = Number.NEGATIVE_INFINITY);
    // in the same transaction: what changes from the moment on in which a workflow is enabled counts
    db.on('workflows.afterSave', async (row: Model, { transaction, cycling }: SaveOptions) => {
      forget();
      if (row.get('type') !== reader.trigger) return;
      const key = String(row.get('key'));
      if (row.get('enabled')) await positions.beginAtEnd(key, transaction);
      else if (!cycling && !(await this.isEnabled(key, transaction))) await positions.remove(key, transaction);
    });
    db.on('workflows.afterDestroy', forget);
  }

  private async isEnabled(key: string, transaction?: Transaction): Promise<boolean> {
    return (await this.db.getRepository('workflows').count({ filter: { key, enabled: true }, transaction })) > 0;
  }

  async list(): Promise<ChangeWorkflow[]> {
    if (this.now() - this.readAt < FRESH_FOR) return this.known;
    if (!this.db.hasCollection('workflows')) return [];
    const readAt = this.now();
    const rows: Model[] = await this.db
      .getRepository('workflows')
      .find({ filter: { enabled: true, type: this.reader.trigger } });
    this.known = rows.map((row) => this.reader.read(row));
    this.readAt = readAt;
    return this.known;
  }
}

function toWorkflow(row: Model): ChangeWorkflow {
  const config = (row.get('config') as StageTriggerConfig | null) ?? {};
  return {
    key: String(row.get('key')),
    row,
    mode: config.mode === 'single' ? 'single' : 'batched',
    most: config.most ?? STAGE_MOST.normally,
    seconds: config.seconds ?? STAGE_SECONDS.normally,
    appends: (config.appends ?? ['owner']).filter((name) => (MEMBER_APPENDS as readonly string[]).includes(name)),
    wants: condition(config),
  };
}

function condition({ from, to, origins }: StageTriggerConfig): ChangeWorkflow['wants'] {
  const bind: Bind = {};
  const among = (name: string, values: readonly string[]): string => {
    values.forEach((value, i) => (bind[`${name}${i}`] = value));
    return `c."${name}" IN (${values.map((_, i) => `$${name}${i}`).join(', ')})`;
  };
  const parts = [among('origin', origins?.length ? origins : DEFAULT_ORIGINS)];
  if (to?.length) parts.push(among('to', to));
  if (from?.length) {
    const stages = from.filter((stage) => stage !== NO_STAGE);
    const either = [
      ...(stages.length ? [among('from', stages)] : []),
      ...(stages.length < from.length ? ['c."from" IS NULL'] : []),
    ];
    parts.push(`(${either.join(' OR ')})`);
  }
  return { sql: parts.join(' AND '), bind };
}
