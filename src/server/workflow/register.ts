import type { Application } from '@nocobase/server';
import { ACTIVITY_TRIGGER, CLASSIFY_NODE, STAGE_TRIGGER, SYNC_NODE } from '../../common/workflow';
import { workflowEngine } from './engine';
import type { ClassifyJobs } from './nodes/classifyJobs';
import type { TelegramSyncOptions } from './nodes/telegramSync';

export interface WorkflowParts extends TelegramSyncOptions {
  classifyJobs: ClassifyJobs;
}

/** Offers nodes and triggers to the host's workflows. Where those are switched off, their code is not even loaded. */
export async function registerWorkflow(app: Application, options: WorkflowParts): Promise<void> {
  const engine = workflowEngine(app);
  if (!engine) return;
  // who edits workflows chooses from our bots, kinds and groups
  app.acl.snippetManager.snippets.get('pm.workflow.workflows')?.actions.push('communityWorkflow:*');
  const { TelegramSyncInstruction } = await import('./nodes/telegramSync');
  const { ScoreAndClassifyInstruction } = await import('./nodes/classify');
  const { StageChangedTrigger } = await import('./triggers/stageChanged');
  const { ActivityReceivedTrigger } = await import('./triggers/activityReceived');
  engine.registerInstruction(SYNC_NODE, new TelegramSyncInstruction(engine, options));
  engine.registerTrigger(ACTIVITY_TRIGGER, new ActivityReceivedTrigger(engine));
  engine.registerInstruction(CLASSIFY_NODE, new ScoreAndClassifyInstruction(engine, options.classifyJobs));
  engine.registerTrigger(STAGE_TRIGGER, new StageChangedTrigger(engine));
}
