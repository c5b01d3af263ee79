import type WorkflowPlugin from '@nocobase/plugin-workflow';
import {
  Instruction,
  JOB_STATUS,
  type FlowNodeModel,
  type InstructionResult,
  type JobModel,
  type Processor,
} from '@nocobase/plugin-workflow';
import { MOST_TAGGED, type TagNodeConfig } from '../../../common/workflow';
import { tagByHand } from '../../tags';
import type { Store, WriteGate } from '../../store';
import { fill, isTextList } from '../validation';

const CHOOSE_TAGS = 'Tags: choose at least one from the list.';

/** Node "tag member": gives tags to members, or takes them away, as a person would: rules do not undo it. */
export class TagMemberInstruction extends Instruction {
  constructor(
    workflow: WorkflowPlugin,
    private readonly parts: { store: Store; gate: WriteGate },
  ) {
    super(workflow);
  }

  /** A node that was just put on the canvas names neither tags nor members yet. */
  override validateConfig({ tags, action }: Record<string, unknown>): Record<string, string> | null {
    const errors: Record<string, string> = {};
    if (!isTextList(tags)) errors.tags = CHOOSE_TAGS;
    if (action !== undefined && action !== null && action !== 'add' && action !== 'remove')
      errors.action = fill('Action: {{value}} is not allowed. Allowed: add, remove.', { value: action });
    return Object.keys(errors).length ? errors : null;
  }

  async run(node: FlowNodeModel, _input: JobModel | undefined, processor: Processor): Promise<InstructionResult> {
    const config = processor.getParsedValue(node.config, node.id) as TagNodeConfig;
    const errors = this.validateConfig({ ...config }) ?? missing(config);
    const ids = memberIds(config.members);
    if (errors) return failed(Object.values(errors).join(' '));
    if (ids === null) return failed(fill('Members: {{value}} names no members.', { value: config.members }));
    if (ids.length > MOST_TAGGED) return failed(fill('Members: there are more than {{most}}.', { most: MOST_TAGGED }));
    const result = await tagByHand(this.parts, config.tags ?? [], ids, config.action ?? 'add');
    if ('unknown' in result) return failed(fill('Tags: there is no tag {{value}}.', { value: result.unknown }));
    return { status: JOB_STATUS.RESOLVED, result };
  }
}

function missing({ tags, members }: TagNodeConfig): Record<string, string> | null {
  if (!tags?.length) return { tags: CHOOSE_TAGS };
  const isNobody = members === undefined || members === null || members === '';
  return isNobody ? { members: 'Members: say whom to tag.' } : null;
}

const failed = (message: string): InstructionResult => ({
  status: JOB_STATUS.FAILED,
  result: { code: 'TAG_OPTIONS', message },
});

/** Ids, members, or lists of either; null = something else. */
function memberIds(value: unknown): number[] | null {
  const found: number[] = [];
  for (const one of [value].flat(3) as unknown[]) {
    if (one === null || one === undefined || one === '') continue;
    const parts =
      typeof one === 'string' ? one.split(',') : [typeof one === 'object' ? (one as { id?: unknown }).id : one];
    for (const part of parts) {
      const id = Number(part);
      if (!Number.isSafeInteger(id) || id <= 0) return null;
      found.push(id);
    }
  }
  return [...new Set(found)];
}
