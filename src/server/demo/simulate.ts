import { daysThrough, writeOrders, writeTelegramExport, type CommunityOptions } from '@community-crm/telegram-sandbox';

export interface SimulationOptions {
  file: string;
  /** Where to write what members ordered, as a table; absent = not at all. */
  orders?: string;
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

/** What has been written. */
export interface Simulated {
  chats: number;
  messages: number;
  /** Undefined when they were not asked for. */
  orders?: number;
}

/**
 * Writes a made-up community as an export file, and its orders as a table, from its first day until now. The same options give the
 * same files.
 */
export async function simulate({ file, orders, now, start, days, ...rest }: SimulationOptions): Promise<Simulated> {
  const begin = start ?? firstDay(now, days);
  const options: CommunityOptions = {
    start: begin,
    members: rest.members,
    groups: rest.groups,
    seed: rest.seed,
    timeZone: rest.timeZone,
    days: start ? daysThrough(start, rest.timeZone, now) : days,
    until: now,
  };
  const { chats, messages } = await writeTelegramExport(options, file, { onProgress: rest.onProgress });
  return { chats, messages, orders: orders === undefined ? undefined : await writeOrders(options, orders) };
}
