import type { Application } from '@nocobase/server';
import type WorkflowPlugin from '@nocobase/plugin-workflow';

/** The host's workflow plugin; undefined where it is switched off. */
export function workflowEngine(app: Application): WorkflowPlugin | undefined {
  const plugin = app.pm.get('workflow') as WorkflowPlugin | undefined;
  return plugin?.enabled ? plugin : undefined;
}
