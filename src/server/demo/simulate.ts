import { daysThrough, writeTelegramExport, type WrittenExport } from '@community-crm/telegram-sandbox';

export interface SimulationOptions {
  file: string;
  members: number;
  groups: number;
  days: number;
  seed: string | number;
  /** First day, `YYYY-MM-DD`; absent = so that the last day is today. */
  start?: string;
  timeZone: string;
  /** Nothing later is made up. */
  now: number;
  onProgress?: (done: number, total: number) => void;
}

const MS_DAY = 86_400_000;

/** Day `YYYY-MM-DD` that lies `days - 1` days before the day of `now`. */
export function firstDay(now: number, days: number): string {
  return new Date(now - (days - 1) * MS_DAY).toISOString().slice(0, 10);
}

/** Writes a made-up community as an export file, from its first day until now. The same options give the same file. */
export function simulate({ file, now, start, days, ...rest }: SimulationOptions): Promise<WrittenExport> {
  const begin = start ?? firstDay(now, days);
  return writeTelegramExport(
    {
      start: begin,
      members: rest.members,
      groups: rest.groups,
      seed: rest.seed,
      timeZone: rest.timeZone,
      days: start ? daysThrough(start, rest.timeZone, now) : days,
      until: now,
    },
    file,
    { onProgress: rest.onProgress },
  );
}
