import type { WorkflowClient } from '@nocobase/plugin-workflow/client-v2';
import {
  ACTIVITY_TRIGGER,
  CLASSIFY_NODE,
  REFRESH_NODE,
  SEGMENT_TRIGGER,
  STAGE_TRIGGER,
  SYNC_NODE,
  TAG_NODE,
} from '../../common/workflow';
import { ActivityReceivedTrigger } from './ActivityReceivedTrigger';
import { ClassifyInstruction } from './ClassifyInstruction';
import { RefreshSegmentInstruction } from './RefreshSegmentInstruction';
import { SegmentChangedTrigger } from './SegmentChangedTrigger';
import { StageChangedTrigger } from './StageChangedTrigger';
import { TagMemberInstruction } from './TagMemberInstruction';
import { TelegramSyncInstruction } from './TelegramSyncInstruction';

/** Our nodes and triggers on the canvas of the running shell. */
export function registerWorkflow(workflow: WorkflowClient | undefined): void {
  workflow?.registerInstruction(SYNC_NODE, TelegramSyncInstruction);
  workflow?.registerTrigger(ACTIVITY_TRIGGER, ActivityReceivedTrigger);
  workflow?.registerInstruction(CLASSIFY_NODE, ClassifyInstruction);
  workflow?.registerTrigger(STAGE_TRIGGER, StageChangedTrigger);
  workflow?.registerTrigger(SEGMENT_TRIGGER, SegmentChangedTrigger);
  workflow?.registerInstruction(REFRESH_NODE, RefreshSegmentInstruction);
  workflow?.registerInstruction(TAG_NODE, TagMemberInstruction);
}
