import { emptyActivity, type ActivityRecord } from '@community-crm/community-model';
import type { Collection, Database, Filter, Model } from '@nocobase/database';
import type { Settings } from '../../configuration';
import { readTime } from '../files/tables/times';
import { BY_ARRIVAL } from '../foreign/item';
import { MappingError } from './mappingError';
import type { ActivitySink } from '../sink';
import { parseZone, type Zone } from '../zone';
import { columnOf, primaryKey } from './fields';
import { sourceOf, type CollectionMapping } from './mapping';
import type { Links } from './members';

/** What a comparison of a mapping's records with its activities found and did. */
export type MappingCounts = Record<
  'records' | 'added' | 'changed' | 'unchanged' | 'retracted' | 'withoutMember' | 'withoutTime',
  number
>;

export const noCounts = (): MappingCounts => ({
  records: 0,
  added: 0,
  changed: 0,
  unchanged: 0,
  retracted: 0,
  withoutMember: 0,
  withoutTime: 0,
});

/** Takes back activities of a source; `keys` null = all of them. @returns how many counted before */
export type Retract = (source: string, keys: readonly string[] | null) => Promise<number>;

export interface EngineOptions {
  db: Database;
  sink: ActivitySink;
  retract: Retract;
  links: Links;
  settings: Settings;
}

interface Columns {
  key: string;
  member: string;
  time: string;
  amount: string | null;
  currency: string | null;
  group: string | null;
}

/** Makes activities equal to the records of a mapped collection. Every method may be repeated at any time. */
export class MappingEngine {
  constructor(private readonly options: EngineOptions) {}

  /**
   * Brings the activities of single records in step: records that are gone, or that the filter no longer admits, no longer
   * count.
   */
  async sync(mapping: CollectionMapping, keys: readonly string[]): Promise<MappingCounts> {
    const { collection, columns } = this.open(mapping);
    const rows = await this.read(mapping, collection, { [columns.key]: { $in: [...keys] } });
    const counts = await this.writeRows(mapping, columns, rows);
    const kept = new Set(counts.keys);
    const gone = keys.filter((key) => !kept.has(key));
    if (gone.length) counts.sums.retracted += await this.options.retract(sourceOf(mapping.id), gone);
    return counts.sums;
  }

  /** The next records in the order of their keys. @returns null at the end */
  async syncAfter(
    mapping: CollectionMapping,
    after: string | null,
    limit: number,
  ): Promise<{ counts: MappingCounts; last: string } | null> {
    const { collection, columns } = this.open(mapping);
    const beyond = after === null ? {} : { [columns.key]: { $gt: after } };
    const rows = await this.read(mapping, collection, beyond, { sort: [columns.key], limit });
    if (!rows.length) return null;
    const { sums, keys } = await this.writeRows(mapping, columns, rows);
    const kept = new Set(keys);
    const left = rows.map((row) => String(row.get(columns.key))).filter((key) => !kept.has(key));
    if (left.length) sums.retracted += await this.options.retract(sourceOf(mapping.id), left);
    return { counts: sums, last: String(rows[rows.length - 1].get(columns.key)) };
  }

  /** Takes back those of the given activities whose record is gone or no longer admitted. */
  async retractGone(mapping: CollectionMapping, keys: readonly string[]): Promise<number> {
    const { collection, columns } = this.open(mapping);
    const rows = await this.read(mapping, collection, { [columns.key]: { $in: [...keys] } }, { fields: [columns.key] });
    const there = new Set(rows.map((row) => String(row.get(columns.key))));
    const gone = keys.filter((key) => !there.has(key));
    return gone.length ? this.options.retract(sourceOf(mapping.id), gone) : 0;
  }

  retractAll(mappingId: number): Promise<number> {
    return this.options.retract(sourceOf(mappingId), null);
  }

  /** How many records there are, for the progress. */
  async count(mapping: CollectionMapping): Promise<number> {
    const { collection } = this.open(mapping);
    return collection.repository.count({ filter: mapping.filter ?? ({} as Filter) });
  }

  /** @throws MappingError when the collection or a field is no longer there */
  private open(mapping: CollectionMapping): { collection: Collection; columns: Columns } {
    const collection: Collection | undefined = this.options.db.getCollection(mapping.collectionName);
    const key = collection ? primaryKey(collection) : null;
    if (!collection || key === null)
      throw new MappingError('COLLECTION_MISSING', { collection: mapping.collectionName });
    const column = (field: string): string => {
      const name = columnOf(collection, field);
      if (!(name in collection.model.rawAttributes))
        throw new MappingError('FIELD_GONE', { field, collection: mapping.collectionName });
      return name;
    };
    const optional = (field: string | null) => (field === null ? null : column(field));
    return {
      collection,
      columns: {
        key,
        member: column(mapping.memberField),
        time: column(mapping.timeField),
        amount: optional(mapping.amountField),
        currency: optional(mapping.currencyField),
        group: optional(mapping.groupField),
      },
    };
  }

  private read(
    mapping: CollectionMapping,
    collection: Collection,
    also: object,
    options: { sort?: string[]; limit?: number; fields?: string[] } = {},
  ): Promise<Model[]> {
    const filter = (mapping.filter ? { $and: [mapping.filter, also] } : also) as Filter;
    return collection.repository.find({ filter, ...options });
  }

  private async writeRows(
    mapping: CollectionMapping,
    columns: Columns,
    rows: readonly Model[],
  ): Promise<{ sums: MappingCounts; keys: string[] }> {
    const { links, sink, settings } = this.options;
    const zone = parseZone((await settings.read()).timeZone);
    const value = (row: Model, column: string | null): unknown => (column === null ? null : row.get(column));
    const texts = rows.map((row) => textOf(value(row, columns.member)));
    const accounts = await links.accounts(mapping, unique(texts));
    const groupIds = rows.map((row) => Number(value(row, columns.group) ?? mapping.groupId ?? 0));
    const groups = await links.groups([...new Set(groupIds)].filter((id) => id > 0));
    const sums = { ...noCounts(), records: rows.length };
    const records: ActivityRecord[] = [];
    for (const [i, row] of rows.entries()) {
      const actor = accounts.get(texts[i] ?? '');
      const occurredAt = timeOf(value(row, columns.time), zone);
      if (!actor) sums.withoutMember += 1;
      else if (occurredAt === null) sums.withoutTime += 1;
      else
        records.push({
          ...emptyActivity({
            source: sourceOf(mapping.id),
            externalKey: String(row.get(columns.key)),
            version: BY_ARRIVAL,
            chat: groups.get(groupIds[i]) ?? null,
            actor,
            kind: mapping.kind,
            occurredAt,
          }),
          amount: amountOf(value(row, columns.amount)),
          currency: currencyOf(value(row, columns.currency)) ?? mapping.currency,
        });
    }
    const written = await sink.write(records);
    return { sums: { ...sums, ...written }, keys: records.map(({ externalKey }) => externalKey) };
  }
}

const unique = (values: ReadonlyArray<string | null>): string[] => [
  ...new Set(values.filter((value): value is string => value !== null)),
];

function textOf(value: unknown): string | null {
  const text = value === null || value === undefined ? '' : String(value).trim();
  return text === '' ? null : text;
}

function timeOf(value: unknown, zone: Zone): number | null {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.getTime();
  return readTime(value, zone)?.at ?? null;
}

function amountOf(value: unknown): number | null {
  if (value === null || value === undefined || value === '') return null;
  const amount = Number(value);
  return Number.isFinite(amount) ? amount : null;
}

function currencyOf(value: unknown): string | null {
  const code = typeof value === 'string' ? value.trim().toUpperCase() : '';
  return /^[A-Z]{3}$/.test(code) ? code : null;
}
