import type { Settings } from '../configuration';
import type { Leases } from './leases';
import type { RunLedger } from './ledger';

/** The part of the host's cron manager that is used. */
export interface CronJobs<Job> {
  addJob(options: { cronTime: string; onTick: () => void; timeZone?: string }): Job;
  removeJob(job: Job): void;
  started: boolean;
}

export interface ScheduleOptions<Job> {
  cron: CronJobs<Job>;
  settings: Settings;
  leases: Leases;
  ledger: RunLedger;
  wake: () => void;
  now: () => number;
  log: { error(message: string): void };
}

/** Queues the regular labels run, unless there is nothing to do. In a cluster every process ticks; the lease lets one of them queue it. */
export class Schedule<Job extends { start(): void }> {
  private job: Job | null = null;

  constructor(private readonly options: ScheduleOptions<Job>) {}

  /** Reads the settings and starts ticking by them; call again after they changed. */
  async arm(): Promise<void> {
    this.disarm();
    const { schedule, scheduleEnabled } = await this.options.settings.read();
    if (!scheduleEnabled) return;
    this.job = this.options.cron.addJob({ cronTime: schedule, onTick: () => this.tick() });
    if (this.options.cron.started) this.job.start();
  }

  /** The host starts forgotten jobs again when a plugin is switched, so the job must be removed, not only stopped. */
  disarm(): void {
    if (this.job) this.options.cron.removeJob(this.job);
    this.job = null;
  }

  private tick(): void {
    const { leases, ledger, wake, now, log } = this.options;
    ledger
      .isIdle(now())
      .then(async (idle) => {
        if (idle || !(await leases.acquire('schedule'))) return;
        await ledger.enqueue('labels');
        wake();
      })
      .catch((error: unknown) => log.error(`community schedule: ${String(error)}`));
  }
}
