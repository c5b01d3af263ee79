import type WorkflowPlugin from '@nocobase/plugin-workflow';
import {
  Instruction,
  JOB_STATUS,
  type FlowNodeModel,
  type InstructionResult,
  type JobModel,
  type Processor,
} from '@nocobase/plugin-workflow';
import { CLASSIFY_TIMEOUT, isWithin, type RefreshNodeConfig, type RefreshResult } from '../../../common/workflow';
import { fill, isTextList } from '../validation';
import { ClassifyError } from './classifyError';
import type { RunJobs } from './classifyJobs';

const CHOOSE = 'Segments: choose at least one from the list.';

/**
 * Node "refresh segment": brings segments up to now, those that they ask for before them, and goes on when that is done. The
 * workflow waits meanwhile without keeping others from running.
 */
export class RefreshSegmentInstruction extends Instruction {
  constructor(
    workflow: WorkflowPlugin,
    private readonly jobs: RunJobs<RefreshResult>,
  ) {
    super(workflow);
  }

  /** A node that was just put on the canvas names no segment yet. */
  override validateConfig({ segments, timeoutMinutes }: Record<string, unknown>): Record<string, string> | null {
    const errors: Record<string, string> = {};
    if (!isTextList(segments)) errors.segments = CHOOSE;
    if (timeoutMinutes !== undefined && timeoutMinutes !== null && !isWithin(timeoutMinutes, CLASSIFY_TIMEOUT))
      errors.timeoutMinutes = fill(
        'Time limit: {{value}} is not allowed. Allowed: a whole number of minutes from {{least}} to {{most}}.',
        { value: timeoutMinutes, ...CLASSIFY_TIMEOUT },
      );
    return Object.keys(errors).length ? errors : null;
  }

  async run(
    node: FlowNodeModel,
    input: JobModel | undefined,
    processor: Processor,
    options?: { signal?: AbortSignal },
  ): Promise<InstructionResult> {
    const config = processor.getParsedValue(node.config, node.id) as RefreshNodeConfig;
    const errors = this.validateConfig({ ...config }) ?? (config.segments?.length ? null : { segments: CHOOSE });
    if (errors) {
      const { code, message } = new ClassifyError('CLASSIFY_OPTIONS', { reason: Object.values(errors).join(' ') });
      return { status: JOB_STATUS.FAILED, result: { code, message } };
    }
    const minutes = config.timeoutMinutes ?? CLASSIFY_TIMEOUT.normally;
    const state = await this.jobs.begin(minutes, { segments: config.segments });
    if (processor.isInstructionSync(node)) {
      return { ...(await this.jobs.wait(state, options?.signal ?? new AbortController().signal)) };
    }
    processor.saveJob({
      status: JOB_STATUS.PENDING,
      nodeId: node.id,
      nodeKey: node.key,
      upstreamId: input?.id ?? null,
      meta: state,
    });
    await processor.exit();
    this.jobs.wake();
  }

  async resume(_node: FlowNodeModel, job: JobModel): Promise<InstructionResult> {
    return job as unknown as InstructionResult;
  }
}
