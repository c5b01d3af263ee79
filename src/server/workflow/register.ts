import type { Application } from '@nocobase/server';
import { ACTIVITY_TRIGGER, SYNC_NODE } from '../../common/workflow';
import { workflowEngine } from './engine';
import type { TelegramSyncOptions } from './nodes/telegramSync';

/** Offers nodes and triggers to the host's workflows. Where those are switched off, their code is not even loaded. */
export async function registerWorkflow(app: Application, options: TelegramSyncOptions): Promise<void> {
  const engine = workflowEngine(app);
  if (!engine) return;
  // who edits workflows chooses from our bots, kinds and groups
  app.acl.snippetManager.snippets.get('pm.workflow.workflows')?.actions.push('communityWorkflow:*');
  const { TelegramSyncInstruction } = await import('./nodes/telegramSync');
  const { ActivityReceivedTrigger } = await import('./triggers/activityReceived');
  engine.registerInstruction(SYNC_NODE, new TelegramSyncInstruction(engine, options));
  engine.registerTrigger(ACTIVITY_TRIGGER, new ActivityReceivedTrigger(engine));
}
