import type WorkflowPlugin from '@nocobase/plugin-workflow';
import {
  Instruction,
  JOB_STATUS,
  type FlowNodeModel,
  type InstructionResult,
  type JobModel,
  type Processor,
} from '@nocobase/plugin-workflow';
import { CLASSIFY_TIMEOUT, isWithin, type ClassifyNodeConfig, type ClassifyResult } from '../../../common/workflow';
import { fill } from '../validation';
import { ClassifyError } from './classifyError';
import type { RunJobs } from './classifyJobs';

/**
 * Node "score and classify": brings scores and stages up to now, and goes on when that is done. The workflow waits
 * meanwhile without keeping others from running; where it must not wait (a synchronous workflow), neither does the node.
 */
export class ScoreAndClassifyInstruction extends Instruction {
  constructor(
    workflow: WorkflowPlugin,
    private readonly jobs: RunJobs<ClassifyResult>,
  ) {
    super(workflow);
  }

  override validateConfig({ timeoutMinutes }: Record<string, unknown>): Record<string, string> | null {
    if (timeoutMinutes === undefined || timeoutMinutes === null || isWithin(timeoutMinutes, CLASSIFY_TIMEOUT))
      return null;
    return {
      timeoutMinutes: fill(
        'Time limit: {{value}} is not allowed. Allowed: a whole number of minutes from {{least}} to {{most}}.',
        { value: timeoutMinutes, ...CLASSIFY_TIMEOUT },
      ),
    };
  }

  async run(
    node: FlowNodeModel,
    input: JobModel | undefined,
    processor: Processor,
    options?: { signal?: AbortSignal },
  ): Promise<InstructionResult> {
    const config = processor.getParsedValue(node.config, node.id) as ClassifyNodeConfig;
    const errors = this.validateConfig(config as Record<string, unknown>);
    if (errors) {
      const { code, message } = new ClassifyError('CLASSIFY_OPTIONS', { reason: Object.values(errors).join(' ') });
      return { status: JOB_STATUS.FAILED, result: { code, message } };
    }
    const state = await this.jobs.begin(config.timeoutMinutes ?? CLASSIFY_TIMEOUT.normally);
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
