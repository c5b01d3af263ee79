import type { Run } from '../runs';

export type Output = (line: string) => void;

const EVERY = 0.1;

/** Prints how far a run is, a line at every tenth and every step. */
export class Reporter {
  private step: string | null = null;
  private printed = 0;

  constructor(private readonly print: Output) {}

  show(run: Run): void {
    if (run.state !== 'running' || !run.step) return;
    if (run.step === this.step && run.progress - this.printed < EVERY) return;
    this.step = run.step;
    this.printed = run.progress;
    this.print(`  ${String(Math.round(run.progress * 100)).padStart(3)} % ${run.step}`);
  }

  finish(run: Run): void {
    this.print(`  100 % ${run.kind} done`);
    // how long each part took is for the page of runs
    const counts = Object.entries(run.counts).flatMap(([name, n]) => (name.startsWith('ms.') ? [] : [`${name} ${n}`]));
    if (counts.length) this.print(`  ${counts.join(', ')}`);
    for (const { code, ...values } of run.notes) this.print(`  note ${code} ${JSON.stringify(values)}`);
  }
}
