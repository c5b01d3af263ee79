import type { ActivityRecord } from '@community-crm/community-model';
import type { PackedActivities, PackedSink } from '../sink';
import type { Fingerprint } from '../text';
import type { Inbox, InboxRow } from './inbox';
import { normalizeUpdate, type NormalizedUpdate } from './normalize';
import { joinTexts, mayHoldTexts, splitTexts } from './updateTexts';

/** A row without its content: thousands of those would have to be kept until the last of them is written. */
export type ReadRow = Omit<InboxRow, 'raw' | 'texts'>;

/** An update that could be read. */
export interface ReadUpdate {
  row: ReadRow;
  update: NormalizedUpdate;
  /** What stays of it in the inbox, where that is not what is stored. */
  kept: string | null;
}

/** Stored updates that are worked off together. */
export interface Portion {
  read: ReadUpdate[];
  /** What `read` tells, null = nothing; fails where one of them cannot be packed. */
  packed: Promise<PackedActivities | null>;
  unreadable: Array<{ row: ReadRow; error: unknown }>;
  /** Id of the last row. */
  last: number;
}

export interface InboxReaderOptions {
  inbox: Inbox;
  sink: Pick<PackedSink, 'pack'>;
  fingerprint: () => Promise<Fingerprint>;
  /** Since when texts are stored, in milliseconds; null or nothing = they are not. Asked before each portion. */
  textsSince?: () => Promise<number | null>;
  now: () => number;
  /** Id of the bot behind a connection; null or nothing = not known. */
  botOf?(connectionId: number): Promise<string | null>;
}

/** Updates read at a stretch: in between, answers of the database are taken and requests of others. */
const STRETCH = 50;

const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Reads stored updates. Nothing is written here. */
export class InboxReader {
  /** @param size of a portion; see also `readDueRows` */
  constructor(
    private readonly options: InboxReaderOptions,
    private readonly size: number,
  ) {}

  /** The next updates of a connection that are due; null = there are none. */
  async next(connectionId: number, after: number): Promise<Portion | null> {
    const { inbox, now } = this.options;
    const rows = await inbox.due(this.size, now(), connectionId, after);
    if (!rows.length) return null;
    const fingerprint = await this.options.fingerprint();
    const textsSince = (await this.options.textsSince?.()) ?? null;
    const bot = (await this.options.botOf?.(connectionId)) ?? `connection ${connectionId}`;
    const portion: Omit<Portion, 'packed'> = { read: [], unreadable: [], last: rows[rows.length - 1].id };
    for (const [i, { raw, texts, ...row }] of rows.entries()) {
      if (i % STRETCH === 0) await breath();
      try {
        const whole = joinTexts({ raw, texts });
        const update = normalizeUpdate(whole, { receivedAt: row.receivedAt, bot, fingerprint, textsSince });
        portion.read.push({ row, update, kept: mayHoldTexts({ raw, texts }) ? splitTexts(whole).raw : null });
      } catch (error) {
        portion.unreadable.push({ row, error });
      }
    }
    await breath();
    const packed = this.pack(portion.read);
    packed.catch(() => undefined);
    return { ...portion, packed };
  }

  /** What updates tell, ready to be written; null = nothing. */
  async pack(read: readonly ReadUpdate[]): Promise<PackedActivities | null> {
    const records: ActivityRecord[] = read.flatMap(({ update }) => update.records);
    return records.length ? this.options.sink.pack(records) : null;
  }
}
