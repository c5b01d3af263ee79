import type { Context, Next } from '@nocobase/actions';
import { CronTime } from 'cron';
import type { CommunitySettings, Settings } from '../configuration';
import { inputOf, refuse } from './requests';

export interface SettingsOptions {
  settings: Settings;
  /** Called after a change, so that the schedule follows. */
  onChange: () => Promise<void>;
}

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
      if (input.scheduleEnabled !== undefined) {
        if (typeof input.scheduleEnabled !== 'boolean')
          refuse(ctx, 400, 'INVALID_PARAMETER', '{{name}}: {{value}} is not allowed. Allowed: {{allowed}}.', {
            name: 'scheduleEnabled',
            value: String(input.scheduleEnabled),
            allowed: 'true, false',
          });
        values.scheduleEnabled = input.scheduleEnabled as boolean;
      }
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

function cron(ctx: Context, input: unknown): string {
  const text = typeof input === 'string' ? input.trim() : '';
  try {
    if (text.split(/\s+/).length !== 5) throw new Error('five fields');
    new CronTime(text);
    return text;
  } catch {
    return refuse(ctx, 400, 'INVALID_PARAMETER', '{{name}}: {{value}} is not allowed. Allowed: {{allowed}}.', {
      name: 'schedule',
      value: String(input).slice(0, 100),
      allowed: 'a cron expression of five fields, e.g. 0 * * * *',
    });
  }
}
