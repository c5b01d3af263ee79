import type { ActivityRecord } from '@community-crm/community-model';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readStaged, stageTelegramExport, type StagedImport, type StageOptions } from '..';

export const NOW = Date.parse('2025-06-01T00:00:00Z');

const directory = mkdtempSync(join(tmpdir(), 'telegram-export-'));
let files = 0;

export type Loose = Record<string, unknown>;

/** Writes a file (objects as JSON) and returns its path. */
export function writeExport(content: Loose | string | Uint8Array): string {
  const path = join(directory, `result-${++files}.json`);
  writeFileSync(path, typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content));
  return path;
}

export function newStageFile(): string {
  return join(directory, `stage-${++files}`);
}

export const UNIX = 1_700_000_000;

/** A message with a plain text, `minute` minutes after {@link UNIX}, exported in UTC+1. */
export function message(id: number, minute = id, more: Loose = {}): Loose {
  return {
    id,
    type: 'message',
    ...stamp(minute),
    from: 'Ann',
    from_id: 'user101',
    text: `text ${id}`,
    text_entities: [{ type: 'plain', text: `text ${id}` }],
    ...more,
  };
}

export function service(id: number, action: string, more: Loose = {}): Loose {
  return { id, type: 'service', ...stamp(id), actor: 'Ann', actor_id: 'user101', action, ...more };
}

export function stamp(minute: number): Loose {
  const unix = UNIX + minute * 60;
  return { date: new Date((unix + 3600) * 1000).toISOString().slice(0, 19), date_unixtime: String(unix) };
}

export function group(messages: unknown[], more: Loose = {}): Loose {
  return { name: 'Tea lovers', type: 'private_supergroup', id: 555, messages, ...more };
}

export interface Imported {
  staged: StagedImport;
  records: ActivityRecord[];
  byKey: Record<string, ActivityRecord>;
}

export async function importExport(
  content: Loose | string | Uint8Array,
  options: Partial<StageOptions> = {},
): Promise<Imported> {
  const staged = await stageTelegramExport({
    file: writeExport(content),
    stageFile: newStageFile(),
    fallbackTimeZone: 'UTC',
    salt: 'salt',
    now: NOW,
    ...options,
  });
  const records: ActivityRecord[] = [];
  for await (const batch of readStaged(staged.stageFile, { batchSize: () => 7 })) records.push(...batch);
  return { staged, records, byKey: Object.fromEntries(records.map((record) => [record.externalKey, record])) };
}
