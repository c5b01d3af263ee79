import type WorkflowPlugin from '@nocobase/plugin-workflow';
import {
  Instruction,
  JOB_STATUS,
  type FlowNodeModel,
  type InstructionResult,
  type JobModel,
  type Processor,
} from '@nocobase/plugin-workflow';
import type { SyncNodeConfig } from '../../../common/workflow';
import { syncConfig, syncConfigErrors } from './syncConfig';
import { SyncError } from './syncError';
import type { SyncJobs } from './syncJobs';
import type { SyncState } from './syncWork';

export interface TelegramSyncOptions {
  jobs: SyncJobs;
  now: () => number;
  /** Id of the newest activity. */
  newestActivity: () => Promise<number>;
}

/**
 * Node "Telegram sync": fetches what waits at Telegram, and goes on when everything is read. The workflow waits meanwhile
 * without keeping others from running; where it must not wait (a synchronous workflow), neither does the node.
 */
export class TelegramSyncInstruction extends Instruction {
  constructor(
    workflow: WorkflowPlugin,
    private readonly options: TelegramSyncOptions,
  ) {
    super(workflow);
  }

  override validateConfig(config: Record<string, unknown>): Record<string, string> | null {
    return syncConfigErrors(config);
  }

  async run(
    node: FlowNodeModel,
    input: JobModel | undefined,
    processor: Processor,
    options?: { signal?: AbortSignal },
  ): Promise<InstructionResult> {
    const config = processor.getParsedValue(node.config, node.id) as SyncNodeConfig;
    const errors = syncConfigErrors(config as Record<string, unknown>);
    if (errors) {
      const { code, message } = new SyncError('SYNC_OPTIONS', { reason: Object.values(errors).join(' ') });
      return { status: JOB_STATUS.FAILED, result: { code, message } };
    }
    const { jobs, now, newestActivity } = this.options;
    const state: SyncState = { config: syncConfig(config), startedAt: now(), since: await newestActivity() };
    if (processor.isInstructionSync(node)) {
      const settled = await jobs.perform(state, async () => undefined, options?.signal ?? new AbortController().signal);
      return { ...settled };
    }
    const { id } = processor.saveJob({
      status: JOB_STATUS.PENDING,
      nodeId: node.id,
      nodeKey: node.key,
      upstreamId: input?.id ?? null,
      meta: state,
    });
    await processor.exit();
    jobs.begin(id as number);
  }

  async resume(_node: FlowNodeModel, job: JobModel): Promise<InstructionResult> {
    return job as unknown as InstructionResult;
  }
}
