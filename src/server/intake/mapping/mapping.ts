import type { Database, Filter, Model } from '@nocobase/database';
import type { WriteGate } from '../../store';

/** How a record's member is found. */
export const MEMBER_BY = ['relation', 'account', 'username', 'field'] as const;
export type MemberBy = (typeof MEMBER_BY)[number];

/** Which of the operator's collections become activities, and how. */
export interface CollectionMapping {
  id: number;
  title: string;
  collectionName: string;
  enabled: boolean;
  memberBy: MemberBy;
  /** Field of the collection: a relation to members, or what the account or member is recognised by. */
  memberField: string;
  /** Platform of the account, for `account` and `username`. */
  memberPlatform: string | null;
  /** Field of `communityMembers` that must be equal, for `field`. */
  memberMatchField: string | null;
  timeField: string;
  kind: string;
  amountField: string | null;
  currencyField: string | null;
  /** Where no field gives it. */
  currency: string | null;
  /** Relation to groups. */
  groupField: string | null;
  /** The same group for all records. */
  groupId: number | null;
  /** In the host's format; null = all records. */
  filter: Filter | null;
}

/** Name space of a mapping's activities; their key is the record's. */
export const sourceOf = (mappingId: number): string => `collection:${mappingId}`;

/** The stored mappings. */
export class Mappings {
  constructor(
    private readonly db: Database,
    private readonly gate: WriteGate,
  ) {}

  async list(): Promise<CollectionMapping[]> {
    const rows: Model[] = await this.db.getRepository('communityMappings').find({ sort: ['id'] });
    return rows.map(toMapping);
  }

  async find(id: number): Promise<CollectionMapping | null> {
    const row: Model | null = await this.db.getRepository('communityMappings').findOne({ filterByTk: id });
    return row ? toMapping(row) : null;
  }

  /** Notes how it went; no event follows from that. */
  async note(id: number, values: Record<string, unknown>): Promise<void> {
    const mappings = this.db.getRepository('communityMappings');
    await this.gate.run(async (transaction) => {
      await mappings.update({ filterByTk: id, values, hooks: false, transaction });
    });
  }
}

function toMapping(row: Model): CollectionMapping {
  const value = (name: string) => row.get(name) as unknown;
  const optional = (name: string) => (value(name) ? String(value(name)) : null);
  return {
    id: Number(value('id')),
    title: String(value('title')),
    collectionName: String(value('collectionName')),
    enabled: Boolean(value('enabled')),
    memberBy: value('memberBy') as MemberBy,
    memberField: String(value('memberField')),
    memberPlatform: optional('memberPlatform'),
    memberMatchField: optional('memberMatchField'),
    timeField: String(value('timeField')),
    kind: String(value('kind')),
    amountField: optional('amountField'),
    currencyField: optional('currencyField'),
    currency: optional('currency'),
    groupField: optional('groupField'),
    groupId: value('groupId') ? Number(value('groupId')) : null,
    filter: (value('filter') as Filter | null) ?? null,
  };
}
