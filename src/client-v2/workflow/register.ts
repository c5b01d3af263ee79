import type { WorkflowClient } from '@nocobase/plugin-workflow/client-v2';
import { ACTIVITY_TRIGGER, CLASSIFY_NODE, STAGE_TRIGGER, SYNC_NODE } from '../../common/workflow';
import { ActivityReceivedTrigger } from './ActivityReceivedTrigger';
import { ClassifyInstruction } from './ClassifyInstruction';
import { StageChangedTrigger } from './StageChangedTrigger';
import { TelegramSyncInstruction } from './TelegramSyncInstruction';

/** Our nodes and triggers on the canvas of the running shell. */
export function registerWorkflow(workflow: WorkflowClient | undefined): void {
  workflow?.registerInstruction(SYNC_NODE, TelegramSyncInstruction);
  workflow?.registerTrigger(ACTIVITY_TRIGGER, ActivityReceivedTrigger);
  workflow?.registerInstruction(CLASSIFY_NODE, ClassifyInstruction);
  workflow?.registerTrigger(STAGE_TRIGGER, StageChangedTrigger);
}
