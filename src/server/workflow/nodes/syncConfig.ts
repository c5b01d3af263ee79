import { CommunityZone } from '@community-crm/community-model';
import { isWithin, SYNC_TIMEOUT, type SyncNodeConfig } from '../../../common/workflow';
import { fill, isIdList } from '../validation';

const SWITCHES = { roster: 'Compare members with Telegram', labels: 'Score and classify afterwards' } as const;

/** @returns one sentence for each option that is not allowed; null when all are. Variables are taken as they are. */
export function syncConfigErrors(config: Record<string, unknown>): Record<string, string> | null {
  const errors: Record<string, string> = {};
  const { connections, timeoutMinutes, timeZone } = config;
  if (!isIdList(connections)) errors.connections = 'Bots: choose bots from the list, or none for all.';
  for (const [name, title] of Object.entries(SWITCHES)) {
    const value = config[name];
    if (value !== undefined && value !== null && typeof value !== 'boolean')
      errors[name] = fill(`${title}: {{value}} is not allowed. Allowed: true, false.`, { value });
  }
  if (timeoutMinutes !== undefined && timeoutMinutes !== null && !isWithin(timeoutMinutes, SYNC_TIMEOUT))
    errors.timeoutMinutes = fill(
      'Time limit: {{value}} is not allowed. Allowed: a whole number of minutes from {{least}} to {{most}}.',
      { value: timeoutMinutes, ...SYNC_TIMEOUT },
    );
  if (timeZone && !isZone(timeZone))
    errors.timeZone = fill(
      'Time zone: {{value}} is not allowed. Allowed: an IANA name such as Europe/Berlin, or an offset such as +03:30.',
      { value: timeZone },
    );
  return Object.keys(errors).length ? errors : null;
}

/** Options with every default filled in. */
export function syncConfig(config: SyncNodeConfig) {
  return {
    connections: (config.connections ?? []).map(Number),
    roster: config.roster === true,
    labels: config.labels === true,
    importFile: config.importFile ?? null,
    timeZone: config.timeZone || null,
    timeoutMinutes: config.timeoutMinutes ?? SYNC_TIMEOUT.normally,
  };
}

export type SyncConfig = ReturnType<typeof syncConfig>;

function isZone(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  if (value.includes('{{')) return true;
  try {
    new CommunityZone(value);
    return true;
  } catch {
    return false;
  }
}
