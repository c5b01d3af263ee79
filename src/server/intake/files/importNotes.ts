import type { StagedImport } from './telegramExport';

/** Sentences by code; the sentences are also the keys of their translations. */
export const IMPORT_NOTES = {
  TIME_ZONE_ASSUMED:
    '{{messages}} messages carry no time zone; {{zone}} was assumed. If that is wrong, import the file again with the right zone.',
  TIME_ZONE_USED: '{{messages}} messages carry no time zone; {{zone}} was used, as chosen.',
  NAMES_UNRESOLVED: '{{times}} joins or leaves name a person that no single account of the group matches.',
  PRIVATE_CHATS_SKIPPED: '{{chats}} private chats were left out.',
  MESSAGES_SKIPPED: '{{messages}} messages were skipped because Telegram Desktop could not export them.',
} as const;

export interface ImportNote {
  code: keyof typeof IMPORT_NOTES;
  [value: string]: string | number;
}

/** What the operator should know about files that were imported. */
export function importNotes(staged: StagedImport[]): ImportNote[] {
  const notes: ImportNote[] = [];
  const sum = (of: (one: StagedImport) => number): number => staged.reduce((total, one) => total + of(one), 0);
  const zoned = staged.filter(({ timeZone }) => timeZone.messages > 0);
  if (zoned.length) {
    const [{ timeZone }] = zoned;
    const messages = sum((one) => one.timeZone.messages);
    notes.push({ code: timeZone.assumed ? 'TIME_ZONE_ASSUMED' : 'TIME_ZONE_USED', zone: timeZone.name, messages });
  }
  const times = sum(({ unresolved }) => unresolved);
  if (times) notes.push({ code: 'NAMES_UNRESOLVED', times });
  const chats = sum(({ skipped }) => skipped.privateChats ?? 0);
  if (chats) notes.push({ code: 'PRIVATE_CHATS_SKIPPED', chats });
  const messages = sum(({ skipped }) => (skipped.unsupported ?? 0) + (skipped.unknown ?? 0));
  if (messages) notes.push({ code: 'MESSAGES_SKIPPED', messages });
  return notes;
}
