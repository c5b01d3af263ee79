import type { Context, Next } from '@nocobase/actions';
import { CronTime } from 'cron';
import { CHECKS_PER_MINUTE, TEXT_RETENTION, type CommunitySettings, type Settings } from '../configuration';
import { inputOf, notAllowed, refuse } from './requests';

export interface SettingsOptions {
  settings: Settings;
  /** Called after a change, so that the schedule follows. */
  onChange: () => Promise<void>;
}

interface Limits {
  least: number;
  most: number;
}

const NUMBERS = { textRetentionDays: TEXT_RETENTION, checksPerMinute: CHECKS_PER_MINUTE };

/** `communitySettings`: the schedule and the community's time zone. */
export function settingsActions({ settings, onChange }: SettingsOptions) {
  return {
    async get(ctx: Context, next: Next) {
      ctx.body = await settings.read();
      await next();
    },

    async save(ctx: Context, next: Next) {
      const input = inputOf(ctx);
      const values: Partial<CommunitySettings> = {};
      if (input.schedule !== undefined) values.schedule = cron(ctx, input.schedule);
      for (const name of ['scheduleEnabled', 'storeTexts'] as const)
        if (input[name] !== undefined) values[name] = truth(ctx, name, input[name]);
      for (const [name, limits] of Object.entries(NUMBERS) as Array<[keyof typeof NUMBERS, Limits]>)
        if (input[name] !== undefined) values[name] = whole(ctx, name, input[name], limits);
      if (input.publicUrl !== undefined) values.publicUrl = publicUrl(ctx, input.publicUrl);
      if (input.timeZone !== undefined && input.timeZone !== (await settings.read()).timeZone)
        refuse(
          ctx,
          400,
          'TIME_ZONE_FIXED',
          'The time zone of the community cannot be changed here: all facts are counted by its days.',
        );
      await settings.write(values);
      await onChange();
      ctx.body = await settings.read();
      await next();
    },
  };
}

function truth(ctx: Context, name: string, input: unknown): boolean {
  if (typeof input === 'boolean') return input;
  return notAllowed(ctx, name, input, 'true, false');
}

function whole(ctx: Context, name: string, input: unknown, { least, most }: Limits): number {
  if (typeof input === 'number' && Number.isInteger(input) && input >= least && input <= most) return input;
  return notAllowed(ctx, name, input, `${least}–${most}`);
}

function cron(ctx: Context, input: unknown): string {
  const text = typeof input === 'string' ? input.trim() : '';
  try {
    if (text.split(/\s+/).length !== 5) throw new Error('five fields');
    new CronTime(text);
    return text;
  } catch {
    return notAllowed(ctx, 'schedule', input, 'a cron expression of five fields, e.g. 0 * * * *');
  }
}

/** Null = none of its own. */
function publicUrl(ctx: Context, input: unknown): string | null {
  if (input === null || input === '') return null;
  const text = typeof input === 'string' ? input.trim() : '';
  if (text.length <= 500 && URL.canParse(text)) {
    const { protocol, username, password, search, hash, href } = new URL(text);
    const plain = !username && !password && !search && !hash;
    if ((protocol === 'https:' || protocol === 'http:') && plain) return href.replace(/\/+$/, '');
  }
  return notAllowed(
    ctx,
    'publicUrl',
    input,
    'an address such as https://crm.example.org, without user name, query or fragment',
  );
}
