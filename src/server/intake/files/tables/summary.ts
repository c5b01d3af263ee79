import type { ActivityRecord } from '@community-crm/community-model';
import { ImportError } from '../importError';
import type { ChatSummary, StagedImport } from '../telegramExport';

/** Collects what a table holds while it is read. */
export class TableSummary {
  private readonly chats = new Map<string, ChatSummary>();
  private readonly counts: Record<string, number> = {};
  private readonly utterances: ReadonlySet<string>;
  private skipped = 0;
  private local = 0;
  private firstAt = Infinity;
  private lastAt = -Infinity;

  constructor(utterances: readonly string[]) {
    this.utterances = new Set(utterances);
  }

  add(record: ActivityRecord, local: boolean): void {
    const { chat, kind, occurredAt } = record;
    this.count('activities');
    this.count(`kind.${kind}`);
    if (this.utterances.has(kind)) this.count('messages');
    if (local) this.local += 1;
    this.firstAt = Math.min(this.firstAt, occurredAt);
    this.lastAt = Math.max(this.lastAt, occurredAt);
    if (!chat) return;
    const key = `${chat.platform}:${chat.externalId}`;
    const known = this.chats.get(key) ?? {
      externalId: chat.externalId,
      title: chat.title ?? null,
      type: chat.type ?? 'group',
      messages: 0,
      counts: {},
    };
    if (this.utterances.has(kind)) known.messages += 1;
    this.chats.set(key, known);
  }

  /** A row that the mapping leaves out. */
  skip(): void {
    this.skipped += 1;
  }

  /** @throws ImportError NO_ROWS */
  finish(
    of: Pick<StagedImport, 'file' | 'stageFile' | 'bytes'> & { timeZone: { name: string; assumed: boolean } },
  ): StagedImport {
    if (!this.counts.activities) throw new ImportError('NO_ROWS');
    return {
      ...of,
      chats: [...this.chats.values()],
      counts: this.counts,
      skipped: this.skipped ? { rows: this.skipped } : {},
      firstAt: this.firstAt,
      lastAt: this.lastAt,
      timeZone: { ...of.timeZone, assumed: of.timeZone.assumed && this.local > 0, messages: this.local },
      unresolvedNames: [],
      unresolved: 0,
      migrations: [],
    };
  }

  private count(name: string): void {
    this.counts[name] = (this.counts[name] ?? 0) + 1;
  }
}
