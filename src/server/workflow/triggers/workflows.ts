import type { Database, Model } from '@nocobase/database';
import { ACTIVITY_TRIGGER, BATCH_MOST, BATCH_SECONDS, type ActivityTriggerConfig } from '../../../common/workflow';

/** An enabled workflow that wants activities. */
export interface ActivityWorkflow {
  /** The same for all versions. */
  key: string;
  /** The host's row, to be started. */
  row: Model;
  mode: 'batch' | 'single';
  most: number;
  seconds: number;
  imports: boolean;
  /** Whether it wants this activity. */
  wants(activity: { kind: string; groupId: number }): boolean;
}

/** Another process may enable a workflow without this one being told at once. */
const FRESH_FOR = 5_000;

/** The enabled workflows with our trigger; none where the host's workflow plugin is off. */
export class ActivityWorkflows {
  private known: ActivityWorkflow[] = [];
  private readAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly db: Database,
    private readonly now: () => number,
  ) {
    const forget = () => (this.readAt = Number.NEGATIVE_INFINITY);
    db.on('workflows.afterSave', forget);
    db.on('workflows.afterDestroy', forget);
  }

  async list(): Promise<ActivityWorkflow[]> {
    if (this.now() - this.readAt < FRESH_FOR) return this.known;
    if (!this.db.hasCollection('workflows')) return [];
    const readAt = this.now();
    const rows: Model[] = await this.db
      .getRepository('workflows')
      .find({ filter: { enabled: true, type: ACTIVITY_TRIGGER } });
    this.known = rows.map(toWorkflow);
    this.readAt = readAt;
    return this.known;
  }
}

function toWorkflow(row: Model): ActivityWorkflow {
  const config = (row.get('config') as ActivityTriggerConfig | null) ?? {};
  const kinds = new Set(config.kinds ?? []);
  const groups = new Set((config.groups ?? []).map(String));
  return {
    key: String(row.get('key')),
    row,
    mode: config.mode === 'single' ? 'single' : 'batch',
    most: config.most ?? BATCH_MOST.normally,
    seconds: config.seconds ?? BATCH_SECONDS.normally,
    imports: config.imports === true,
    wants: ({ kind, groupId }) =>
      (kinds.size === 0 || kinds.has(kind)) && (groups.size === 0 || groups.has(String(groupId))),
  };
}
