import type { Model } from '@nocobase/database';
import { waitFor, type Agent, type TestApp } from '@community-crm/host/testing';
import type { BotApiSandbox } from '@community-crm/telegram-sandbox';
import type { Services } from '../../services';

export const TOKEN = `7000000003:${'Zz9_x-'.repeat(6)}`;

export const servicesOf = (app: TestApp): Services =>
  (app.pm.get('@community-crm/plugin-telegram-community') as unknown as { services: Services }).services;

/** A bot that polls the sandbox; it has asked for every kind of update when this returns. */
export async function connect(root: Agent, sandbox: BotApiSandbox, name = 'Bot'): Promise<number> {
  const { body } = await root
    .post('/api/communityConnections:create')
    .send({ name, token: TOKEN, apiRoot: sandbox.url, mode: 'polling' })
    .expect(200);
  await waitFor(() => sandbox.calls.some(({ method }) => method === 'getUpdates'), 15_000);
  return Number(body.data.id);
}

export interface WorkflowInput {
  type: string;
  config?: object;
  options?: object;
  sync?: boolean;
  /** A config may need the keys of the nodes before it. */
  nodes?: Array<{ type: string; config: object | ((keys: string[]) => object) }>;
}

/** An enabled workflow with nodes in a row. */
export async function createWorkflow(root: Agent, { nodes = [], ...values }: WorkflowInput): Promise<Workflow> {
  const { body } = await root
    .post('/api/workflows:create')
    .send({ title: 'Test', enabled: false, sync: false, config: {}, ...values })
    .expect(200);
  const { id, key } = body.data as Workflow;
  let upstreamId: number | null = null;
  const keys: string[] = [];
  for (const { type, config } of nodes) {
    const values = {
      title: type,
      type,
      upstreamId,
      config: typeof config === 'function' ? (config(keys) as object) : config,
    };
    const made = await root.post(`/api/workflows/${id}/nodes:create`).send(values);
    if (made.status !== 200) throw new Error(JSON.stringify(made.body));
    upstreamId = made.body.data.id as number;
    keys.push(made.body.data.key as string);
  }
  await enable(root, id, true);
  return { id, key };
}

/**
 * On SQLite a request fails when the host's own engine writes an execution between what the request reads and what it writes: the
 * host against itself. A person clicks again then.
 */
export async function enable(root: Agent, id: number, enabled: boolean): Promise<void> {
  await waitFor(async () => {
    const { status, body } = await root.post(`/api/workflows:update?filterByTk=${id}`).send({ enabled });
    if (status !== 200 && !JSON.stringify(body).includes('SQLITE_BUSY')) throw new Error(JSON.stringify(body));
    return status === 200;
  });
}

export interface Workflow {
  id: number;
  key: string;
}

export async function executions(app: TestApp, { key }: Workflow): Promise<Model[]> {
  return app.db.getRepository('executions').find({ filter: { key }, sort: ['id'], appends: ['jobs'] });
}

export interface JobRow {
  status: number;
  result: Record<string, unknown>;
  nodeKey: string;
}

/** The runs of an execution's nodes, in order. */
export const jobsOf = (execution: Model): JobRow[] =>
  (execution.get('jobs') as Model[])
    .map((job) => job.toJSON() as JobRow & { id: number })
    .sort((a, b) => Number(a.id) - Number(b.id));
