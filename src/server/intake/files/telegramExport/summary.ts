import type { Zone } from '../../zone';
import { ImportError } from '../importError';
import { unshiftedChatId } from './actors';
import type { ChatState, Counts } from './chat';
import type { ExportDates } from './dates';
import type { ExportReader } from './reader';
import type { StagedChat } from './stageFormat';

/** How long after a group's end its supergroup may begin for the two to be the same. */
const MIGRATION_TOLERANCE = 60_000;
const MAX_NAMES = 100;

export interface ChatSummary {
  externalId: string;
  title: string | null;
  type: string;
  /** Utterances. */
  messages: number;
  counts: Counts;
}

/** What a checked export holds. Counts contain only what occurred; `kind.*` counts add up to `messages`. */
export interface StagedImport {
  file: string;
  stageFile: string;
  /** Size of the file. */
  bytes: number;
  chats: ChatSummary[];
  /** `messages` (utterances), `replies`, `forwards`, `reactions`, `joins`, `leaves`, `invites`, `kind.<kind>`. */
  counts: Counts;
  /** Entries that lead to no activity: `unsupported`, `service`, `unknown`; and `privateChats`. */
  skipped: Counts;
  /** Instants of the first and last activity in milliseconds. */
  firstAt: number | null;
  lastAt: number | null;
  /** Which zone wall clock dates were read in; `assumed` when the file needed one and none was chosen. */
  timeZone: { name: string; assumed: boolean; messages: number };
  /** Members told by a name that no account, or more than one, of the chat goes by; at most 100 of them. */
  unresolvedNames: Array<{ chat: string; name: string; times: number }>;
  /** How many joins and leaves have nobody for that reason. */
  unresolved: number;
  /** Groups that became supergroups, as far as the file tells both. */
  migrations: Array<{ from: string; to: string }>;
}

interface Parts {
  file: string;
  stageFile: string;
  bytes: number;
  zone: Zone;
  options: { timeZone?: string };
  dates: ExportDates;
  reader: ExportReader;
}

/**
 * @throws ImportError BAD_CHAT, NO_GROUPS, NO_MESSAGES
 */
export function summarise(parts: Parts): { summary: StagedImport; stagedChats: StagedChat[] } {
  const { reader, dates, zone } = parts;
  const unshift = reader.actors.shifted ? unshiftedChatId : (id: number): number => id;
  const stagedChats = reader.chats.map((chat) => chat.stage(unshift));
  const counts = total(reader.chats.map((chat) => chat.counts));
  if (!reader.chats.length && reader.privateChats) throw new ImportError('NO_GROUPS', { skipped: reader.privateChats });
  if (!reader.chats.some((chat) => chat.messages)) throw new ImportError('NO_MESSAGES');
  const skipped = total(reader.chats.map((chat) => chat.skipped));
  if (reader.privateChats) skipped.privateChats = reader.privateChats;
  const first = Math.min(...reader.chats.map((chat) => chat.firstAt));
  const unresolved = reader.chats.flatMap((chat, i) =>
    chat.unresolved.map(([name, times]) => ({ chat: stagedChats[i].externalId, name: name.slice(0, 255), times })),
  );
  return {
    stagedChats,
    summary: {
      file: parts.file,
      stageFile: parts.stageFile,
      bytes: parts.bytes,
      chats: reader.chats.map(({ title, counts: own }, i) => ({
        externalId: stagedChats[i].externalId,
        title,
        type: stagedChats[i].type,
        messages: own.messages ?? 0,
        counts: own,
      })),
      counts,
      skipped,
      firstAt: Number.isFinite(first) ? first : null,
      lastAt: Number.isFinite(first) ? Math.max(...reader.chats.map((chat) => chat.lastAt)) : null,
      timeZone: {
        name: zone.name,
        assumed: dates.withoutUnixTime > 0 && parts.options.timeZone === undefined,
        messages: dates.withoutUnixTime,
      },
      unresolvedNames: unresolved.slice(0, MAX_NAMES),
      unresolved: unresolved.reduce((sum, { times }) => sum + times, 0),
      migrations: migrations(reader.chats, stagedChats),
    },
  };
}

function total(list: Counts[]): Counts {
  const sum: Counts = {};
  for (const counts of list)
    for (const [name, count] of Object.entries(counts)) if (count) sum[name] = (sum[name] ?? 0) + count;
  return sum;
}

/** Exports do not say what a group became: it is the one supergroup that took over its title at that moment. */
function migrations(chats: ChatState[], staged: StagedChat[]): StagedImport['migrations'] {
  return chats.flatMap((group, i) => {
    const at = group.migratedTo;
    if (at === null || group.type !== 'group') return [];
    const heirs = chats.flatMap(({ migratedFrom, type }, k) =>
      type === 'supergroup' &&
      migratedFrom?.title === group.title &&
      Math.abs(migratedFrom.at - at) <= MIGRATION_TOLERANCE
        ? [staged[k].externalId]
        : [],
    );
    return heirs.length === 1 ? [{ from: staged[i].externalId, to: heirs[0] }] : [];
  });
}
