import { CronTime } from 'cron';
import { readSegments, type StoredSegment } from '../segments';
import type { Store } from '../store';
import type { Leases } from './leases';
import type { RunLedger } from './ledger';
import type { CronJobs } from './schedule';

export interface SegmentScheduleOptions<Job> {
  cron: CronJobs<Job>;
  store: Store;
  leases: Leases;
  ledger: RunLedger;
  /** IANA zone or offset of the community. */
  timeZone: () => Promise<string>;
  wake: () => void;
  now: () => number;
  log: { error(message: string): void };
}

const EACH_MINUTE = '* * * * *';

/**
 * Queues segments with a schedule of their own. Looked at once a minute, so that a changed schedule needs no telling; in a
 * cluster the lease lets one process queue them.
 */
export class SegmentSchedule<Job extends { start(): void }> {
  private job: Job | null = null;

  constructor(private readonly options: SegmentScheduleOptions<Job>) {}

  arm(): void {
    this.disarm();
    const { cron } = this.options;
    this.job = cron.addJob({ cronTime: EACH_MINUTE, onTick: () => this.tick() });
    if (cron.started) this.job.start();
  }

  /** The host starts forgotten jobs again when a plugin is switched, so the job must be removed, not only stopped. */
  disarm(): void {
    if (this.job) this.options.cron.removeJob(this.job);
    this.job = null;
  }

  private tick(): void {
    this.look().catch((error: unknown) => this.options.log.error(`community segments: ${String(error)}`));
  }

  /** Queues what is due now. */
  async look(): Promise<void> {
    const { store, leases, ledger, timeZone, wake, now } = this.options;
    const scheduled = (await readSegments(store)).filter(
      ({ refresh, mode }) => refresh === 'scheduled' && mode === 'dynamic',
    );
    if (!scheduled.length) return;
    const zone = await timeZone();
    const due = scheduled.filter((segment) => isDue(segment, zone, now()));
    if (!due.length || !(await leases.acquire('segmentSchedule'))) return;
    const params = { segments: due.map(({ key }) => key) };
    if (await ledger.waiting('segments', params)) return;
    await ledger.enqueue('segments', params);
    wake();
  }
}

/** Not part of the library's types. */
interface Times {
  getNextDateFrom(start: Date, zone: string): { toMillis(): number };
}

/** Whether a time of the schedule has passed since the latest refresh. */
export function isDue({ schedule, refreshedAt }: StoredSegment, timeZone: string, now: number): boolean {
  if (!schedule) return false;
  if (refreshedAt === null) return true;
  // offsets are no names of zones to the cron library
  const zone = /^[A-Za-z]/.test(timeZone) ? timeZone : 'UTC';
  try {
    const times = new CronTime(schedule, zone) as unknown as Times;
    return times.getNextDateFrom(new Date(refreshedAt), zone).toMillis() <= now;
  } catch {
    return false;
  }
}
