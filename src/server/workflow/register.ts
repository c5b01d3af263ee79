import type { Application } from '@nocobase/server';
import {
  ACTIVITY_TRIGGER,
  CLASSIFY_NODE,
  REFRESH_NODE,
  SEGMENT_TRIGGER,
  STAGE_TRIGGER,
  SYNC_NODE,
  TAG_NODE,
  type ClassifyResult,
  type RefreshResult,
} from '../../common/workflow';
import type { Store, WriteGate } from '../store';
import { workflowEngine } from './engine';
import type { RunJobs } from './nodes/classifyJobs';
import type { TelegramSyncOptions } from './nodes/telegramSync';

export interface WorkflowParts extends TelegramSyncOptions {
  classifyJobs: RunJobs<ClassifyResult>;
  refreshJobs: RunJobs<RefreshResult>;
  tagging: { store: Store; gate: WriteGate };
}

/** Offers nodes and triggers to the host's workflows. Where those are switched off, their code is not even loaded. */
export async function registerWorkflow(app: Application, options: WorkflowParts): Promise<void> {
  const engine = workflowEngine(app);
  if (!engine) return;
  // who edits workflows chooses from our bots, kinds and groups
  app.acl.snippetManager.snippets.get('pm.workflow.workflows')?.actions.push('communityWorkflow:*');
  const { TelegramSyncInstruction } = await import('./nodes/telegramSync');
  const { ScoreAndClassifyInstruction } = await import('./nodes/classify');
  const { RefreshSegmentInstruction } = await import('./nodes/refreshSegment');
  const { TagMemberInstruction } = await import('./nodes/tagMember');
  const { SegmentChangedTrigger } = await import('./triggers/segmentChanged');
  const { StageChangedTrigger } = await import('./triggers/stageChanged');
  const { ActivityReceivedTrigger } = await import('./triggers/activityReceived');
  engine.registerInstruction(SYNC_NODE, new TelegramSyncInstruction(engine, options));
  engine.registerTrigger(ACTIVITY_TRIGGER, new ActivityReceivedTrigger(engine));
  engine.registerInstruction(CLASSIFY_NODE, new ScoreAndClassifyInstruction(engine, options.classifyJobs));
  engine.registerInstruction(REFRESH_NODE, new RefreshSegmentInstruction(engine, options.refreshJobs));
  engine.registerInstruction(TAG_NODE, new TagMemberInstruction(engine, options.tagging));
  engine.registerTrigger(SEGMENT_TRIGGER, new SegmentChangedTrigger(engine));
  engine.registerTrigger(STAGE_TRIGGER, new StageChangedTrigger(engine));
}
