import type { Leases } from './leases';
import type { CronJobs } from './schedule';

export interface NightlyOptions<Job> {
  cron: CronJobs<Job>;
  leases: Leases;
  /** IANA zone or offset of the community. */
  timeZone: () => Promise<string>;
  /** Queues what is due. */
  enqueue: () => Promise<void>;
  log: { error(message: string): void };
}

/** Half past three at night: after the day's end, before people come. */
const AT = '30 3 * * *';

/** Queues what is to be done once a night. In a cluster every process ticks; the lease lets one of them queue it. */
export class Nightly<Job extends { start(): void }> {
  private job: Job | null = null;

  constructor(private readonly options: NightlyOptions<Job>) {}

  async arm(): Promise<void> {
    this.disarm();
    const { cron, timeZone } = this.options;
    const zone = await timeZone();
    // offsets are no names of zones to the host's cron
    const named = /^[A-Za-z]/.test(zone) ? { timeZone: zone } : {};
    this.job = cron.addJob({ cronTime: AT, onTick: () => this.tick(), ...named });
    if (cron.started) this.job.start();
  }

  /** The host starts forgotten jobs again when a plugin is switched, so the job must be removed, not only stopped. */
  disarm(): void {
    if (this.job) this.options.cron.removeJob(this.job);
    this.job = null;
  }

  private tick(): void {
    const { leases, enqueue, log } = this.options;
    leases
      .acquire('nightly')
      .then(async (mine) => {
        if (mine) await enqueue();
      })
      .catch((error: unknown) => log.error(`community nightly: ${String(error)}`));
  }
}
