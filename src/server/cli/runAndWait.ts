import type { Run, RunKind } from '../runs';
import { RUNS_LEASE } from '../runs';
import type { Services } from '../services';

const LOOK_MS = 300;

/**
 * Queues a run and waits for its end, showing how far it is. With a server running the server does the work; without one
 * this process does.
 *
 * @throws Error with the run's own sentence when it failed
 */
export async function runAndWait(
  { ledger, leases, worker }: Services,
  kind: RunKind,
  params: Record<string, unknown>,
  show: (run: Run) => void,
): Promise<Run> {
  const id = await ledger.enqueue(kind, params);
  let working: Promise<unknown> | null = null;
  for (;;) {
    if (!working && !(await leases.heldElsewhere(RUNS_LEASE))) {
      working = worker.workOff().finally(() => (working = null));
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    const run = await ledger.find(id);
    if (!run) throw new Error(`Run ${id} has disappeared.`);
    show(run);
    if (run.state === 'queued' || run.state === 'running') continue;
    await working;
    if (run.state === 'succeeded') return run;
    throw Object.assign(new Error(run.error?.message ?? `Run ${id}: ${run.state}`), { code: run.error?.code });
  }
}
