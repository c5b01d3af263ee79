import { createHmac, type KeyObject } from 'node:crypto';
import type { Zone } from '../../zone';
import { refused } from '../../foreign/itemError';
import type { Field, Mapping } from './mapping';
import { readTime } from './times';

/** A row of a table, whatever it was written in. */
export interface SourceRow {
  /** Line of the file at which it begins, from 1. */
  line: number;
  get(column: string): unknown;
}

export interface RowItem {
  /** In the form of a pushed item; null = left out on purpose. */
  item: Record<string, unknown> | null;
  /** Whether its time was read in the assumed zone. */
  local: boolean;
}

const NESTED = ['actor', 'group'] as const;

/**
 * Turns rows into items. A row without a key gets one made of its content, so that importing the file again changes
 * nothing; the second of two equal rows is told apart by its number.
 */
export class RowItems {
  private readonly seen = new Map<number, number>();

  constructor(
    private readonly mapping: Mapping,
    private readonly zone: Zone,
    /** Keeps the keys from telling anything about the texts that they were made of. */
    private readonly secret: KeyObject,
    private readonly decimalComma: boolean,
  ) {}

  /** @throws ItemError */
  read(row: SourceRow): RowItem {
    const value = (field: Field): unknown => this.value(row, field);
    const kind = this.kind(this.cell(row, 'kind'));
    if (kind === null) return { item: null, local: false };
    const times = { at: this.time(value('at'), 'at'), updatedAt: this.time(value('updatedAt'), 'updatedAt') };
    const item: Record<string, unknown> = { kind };
    for (const field of ['replyTo', 'text', 'textLength', 'currency', 'retracted'] as const) item[field] = value(field);
    if (typeof item.text === 'object') item.text = undefined;
    item.amount = this.amount(value('amount'));
    item.at = times.at?.at;
    item.updatedAt = times.updatedAt?.at;
    for (const name of NESTED) {
      const id = value(`${name}.id`);
      if (id !== undefined) item[name] = this.nested(name, value);
    }
    if (this.mapping.payload.length) item.payload = this.payload(row);
    item.key = value('key') ?? this.keyOf(item);
    return { item, local: Boolean(times.at?.local || times.updatedAt?.local) };
  }

  /** The columns that give a field, for messages. */
  columnOf(field: string | null): string | null {
    return this.mapping.columns[field as Field]?.join(', ') ?? null;
  }

  private value(row: SourceRow, field: Field): unknown {
    return this.cell(row, field) ?? this.mapping.constants[field];
  }

  private cell(row: SourceRow, field: Field): unknown {
    for (const column of this.mapping.columns[field] ?? []) {
      const cell = row.get(column);
      if (cell !== undefined && cell !== null && cell !== '') return cell;
    }
    return undefined;
  }

  private kind(told: unknown): unknown {
    const { kinds, columns, constants } = this.mapping;
    if (told === undefined && (!columns.kind || constants.kind)) return constants.kind;
    const word = told === undefined ? '' : String(told).trim();
    if (Object.hasOwn(kinds, word)) return kinds[word];
    return Object.hasOwn(kinds, '*') ? kinds['*'] : told;
  }

  private time(value: unknown, field: Field) {
    if (value === undefined) return null;
    const time = readTime(value, this.zone);
    if (!time) throw refused('BAD_TABLE_TIME', field, value);
    return time;
  }

  private amount(value: unknown): unknown {
    if (typeof value !== 'string' || !this.decimalComma) return value;
    return value.replace(/^(\s*[+-]?\d+),(\d+\s*)$/, '$1.$2');
  }

  private nested(name: (typeof NESTED)[number], value: (field: Field) => unknown): Record<string, unknown> {
    const parts =
      name === 'actor' ? ['id', 'name', 'username', 'language', 'platform', 'isBot'] : ['id', 'title', 'platform'];
    return Object.fromEntries(parts.map((part) => [part, value(`${name}.${part}` as Field)]));
  }

  private payload(row: SourceRow): Record<string, unknown> {
    return Object.fromEntries(
      this.mapping.payload.flatMap((column) => {
        const cell = row.get(column);
        return cell === undefined || cell === '' ? [] : [[column, cell]];
      }),
    );
  }

  private keyOf(item: Record<string, unknown>): string {
    const { actor, group } = item as Record<string, { id?: unknown; platform?: unknown } | undefined>;
    const content = [item.at, item.kind, actor?.platform, actor?.id, group?.platform, group?.id];
    const measures = [item.amount, item.currency, item.text, item.textLength, item.replyTo];
    const mac = createHmac('sha256', this.secret)
      .update(JSON.stringify([...content, ...measures]))
      .digest();
    // six bytes tell rows of one file apart: a million of them have a chance of two in a thousand to meet once, and then
    // the second one is merely numbered
    const short = mac.readUIntBE(0, 6);
    const times = (this.seen.get(short) ?? 0) + 1;
    this.seen.set(short, times);
    const key = mac.toString('hex', 0, 16);
    return times === 1 ? `h-${key}` : `h-${key}-${times}`;
  }
}
