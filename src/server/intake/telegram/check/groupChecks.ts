import type { BotApi, ChatMember } from '../botApi';
import { BotApiError } from '../botApiError';
import type { KnownGroup } from './knownGroups';
import { result, type Check } from './messages';

/** What the bot is in a group: `absent` = not in it, `unknown` = Telegram was not asked or did not say. */
export type Standing = 'administrator' | 'member' | 'absent' | 'unknown';

export interface GroupStanding {
  title: string;
  standing: Standing;
}

/** Calls under way at a time, and milliseconds for one and for all of them. */
const AT_A_TIME = 4;
const PATIENCE = { one: 5_000, all: 10_000 };
const NAMED = 5;

/**
 * Asks Telegram what the bot is in each group.
 *
 * @param alone whether no other bot can be the one that a group was known by
 */
export async function checkGroups(
  api: BotApi,
  botId: number,
  groups: readonly KnownGroup[],
  alone: boolean,
): Promise<{ checks: Check[]; groups: GroupStanding[] }> {
  const standings = await ask(api, botId, groups);
  const names = (wanted: (standing: Standing, group: KnownGroup) => boolean): string[] =>
    groups.filter((group, index) => wanted(standings[index], group)).map(({ title }) => title);
  const inside = names((standing) => standing === 'administrator' || standing === 'member');
  const asked = standings.filter((standing) => standing !== 'unknown').length;
  const powerless = names((standing) => standing === 'member');
  const lost = names(
    (standing, { status }) => standing === 'absent' && (status === 'member' || status === 'administrator'),
  );
  const checks: Check[] = [];
  // when nobody could be asked, another check says why
  if (asked || !groups.length) checks.push(result('HAS_GROUPS', inside.length > 0, { count: inside.length, asked }));
  if (alone && lost.length) checks.push(result('STILL_IN_GROUPS', false, { groups: list(lost) }));
  if (inside.length)
    checks.push(result('ADMIN_IN_GROUPS', !powerless.length, powerless.length ? { groups: list(powerless) } : {}));
  return { checks, groups: groups.map(({ title }, index) => ({ title, standing: standings[index] })) };
}

async function ask(api: BotApi, botId: number, groups: readonly KnownGroup[]): Promise<Standing[]> {
  const standings = groups.map((): Standing => 'unknown');
  const signal = AbortSignal.timeout(PATIENCE.all);
  const waiting = [...groups.keys()];
  const worker = async (): Promise<void> => {
    for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) {
      const { chatId } = groups[index];
      try {
        const options = { signal, timeout: PATIENCE.one };
        standings[index] = standingOf(await api.call('getChatMember', { chat_id: chatId, user_id: botId }, options));
      } catch (error) {
        if (!(error instanceof BotApiError)) throw error;
        if (error.code === 'BAD_REQUEST' || error.code === 'FORBIDDEN') standings[index] = 'absent';
        // asked to wait, or unreachable: the rest would fare no better
        else waiting.length = 0;
      }
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  return standings;
}

function standingOf({ status }: ChatMember): Standing {
  if (status === 'administrator' || status === 'creator') return 'administrator';
  return status === 'member' || status === 'restricted' ? 'member' : 'absent';
}

function list(titles: readonly string[]): string {
  const named = titles.slice(0, NAMED).join(', ');
  return titles.length > NAMED ? `${named} … (${titles.length})` : named;
}
