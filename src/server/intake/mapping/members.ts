import type { ActorRef, ChatRef } from '@community-crm/community-model';
import type { Collection, Database, Model } from '@nocobase/database';
import { rowsJson, rowSource, upsert, type Store, type WriteGate } from '../../store';
import type { CollectionMapping } from './mapping';
import { columnOf } from './fields';

/** Platform of an account that stands for a member whom no real account is known of. */
const CRM = 'crm';

const NUMERIC = /^(BIG|SMALL|TINY|MEDIUM)?INT|^INTEGER|^DOUBLE|^FLOAT|^REAL|^DECIMAL/i;

interface RefRow extends Record<string, unknown> {
  id: number | string;
  platform: string;
  externalId: string;
}

export interface LinkOptions {
  db: Database;
  store: Store;
  gate: WriteGate;
  now: () => number;
}

/** Finds the accounts of members and the ids of groups that records point to. */
export class Links {
  constructor(private readonly options: LinkOptions) {}

  /** The account behind each value of the mapping's member field; values that nobody has are left out. */
  async accounts(mapping: CollectionMapping, values: readonly string[]): Promise<Map<string, ActorRef>> {
    if (!values.length) return new Map();
    if (mapping.memberBy === 'account') return this.byAccount(mapping.memberPlatform ?? '', values);
    if (mapping.memberBy === 'username') return this.byUsername(mapping.memberPlatform ?? '', values);
    if (mapping.memberBy === 'relation') return this.ofMembers(new Map(values.map((value) => [value, Number(value)])));
    return this.ofMembers(await this.membersBy(mapping.memberMatchField ?? 'id', values));
  }

  /** The chat of each group id. */
  async groups(ids: readonly number[]): Promise<Map<number, ChatRef>> {
    if (!ids.length) return new Map();
    const rows = await this.options.store.select<RefRow>(
      `SELECT g."id", g."platform", g."externalId" FROM ${this.idSource()} AS r JOIN {communityGroups} AS g ON g."id" = r."id"`,
      { bind: { rows: rowsJson(ids.map((id) => [id])) } },
    );
    return new Map(rows.map(({ id, platform, externalId }) => [Number(id), { platform, externalId }]));
  }

  private byAccount(platform: string, values: readonly string[]): Map<string, ActorRef> {
    const possible = platform === 'telegram' ? /^[1-9]\d{0,15}$/ : /^.{1,64}$/;
    const good = values.filter((value) => possible.test(value));
    return new Map(good.map((value) => [value, { platform, externalId: value }]));
  }

  private async byUsername(platform: string, values: readonly string[]): Promise<Map<string, ActorRef>> {
    const { store } = this.options;
    const plain = (value: string) => value.trim().replace(/^@/, '').toLowerCase();
    const rows = await store.select<RefRow & { name: string }>(
      `SELECT i."id", i."platform", i."externalId", r."name" FROM ${rowSource(store.dialect, 'rows', { name: 'text' })} AS r
       JOIN {communityIdentities} AS i ON LOWER(i."username") = r."name" AND i."platform" = $platform ORDER BY i."id" DESC`,
      { bind: { platform, rows: rowsJson([...new Set(values.map(plain))].map((name) => [name])) } },
    );
    // of several accounts that went by a name the oldest comes last and stays
    const byName = new Map(rows.map((row) => [row.name, { platform: row.platform, externalId: row.externalId }]));
    return new Map(
      values.flatMap((value) => {
        const found = byName.get(plain(value));
        return found ? [[value, found] as const] : [];
      }),
    );
  }

  /** Members by the value of one of their fields; of several with one value the oldest. */
  private async membersBy(field: string, values: readonly string[]): Promise<Map<string, number>> {
    const members: Collection = this.options.db.getCollection('communityMembers');
    const column = columnOf(members, field);
    // PostgreSQL refuses to look for a text among numbers
    const usable = NUMERIC.test(String(members.model.rawAttributes[column].type))
      ? values.filter((value) => /^-?\d{1,18}$/.test(value))
      : [...values];
    const rows: Model[] = await members.model.findAll({
      attributes: ['id', column],
      where: { [column]: usable },
      order: [['id', 'DESC']],
    });
    return new Map(rows.map((row) => [String(row.get(column)), Number(row.get('id'))]));
  }

  /** An account of each member: the oldest that it has, else one made to stand for it. */
  private async ofMembers(members: ReadonlyMap<string, number>): Promise<Map<string, ActorRef>> {
    const ids = [...new Set(members.values())].filter((id) => Number.isSafeInteger(id) && id > 0);
    let known = await this.identities(ids);
    const without = ids.filter((id) => !known.has(id));
    if (without.length) {
      await this.createAccounts(without);
      known = new Map([...known, ...(await this.identities(without))]);
    }
    return new Map(
      [...members].flatMap(([value, id]) => {
        const account = known.get(id);
        return account ? [[value, account] as const] : [];
      }),
    );
  }

  private async identities(ids: readonly number[]): Promise<Map<number, ActorRef>> {
    if (!ids.length) return new Map();
    const rows = await this.options.store.select<RefRow & { memberId: number | string }>(
      `SELECT i."id", i."platform", i."externalId", i."memberId" FROM ${this.idSource()} AS r
       JOIN {communityIdentities} AS i ON i."memberId" = r."id" ORDER BY i."id" DESC`,
      { bind: { rows: rowsJson(ids.map((id) => [id])) } },
    );
    return new Map(rows.map((row) => [Number(row.memberId), { platform: row.platform, externalId: row.externalId }]));
  }

  private async createAccounts(ids: readonly number[]): Promise<void> {
    const { store, gate, now } = this.options;
    const at = store.instant(now());
    const time = store.instantParam('$at');
    const text = store.dialect === 'mysql' ? 'CAST(m."id" AS CHAR)' : 'CAST(m."id" AS TEXT)';
    const columns = [
      'platform',
      'externalId',
      'displayName',
      'isBot',
      'infoVersion',
      'memberId',
      'createdAt',
      'updatedAt',
    ];
    await gate.run((transaction) =>
      store.execute(
        upsert(store.dialect, {
          table: '{communityIdentities}',
          columns,
          select: `SELECT '${CRM}' AS "platform", ${text} AS "externalId", m."displayName", ${store.bool(false)} AS "isBot", 0 AS "infoVersion", m."id" AS "memberId", ${time} AS "createdAt", ${time} AS "updatedAt"
            FROM ${this.idSource()} AS r JOIN {communityMembers} AS m ON m."id" = r."id"`,
          key: ['platform', 'externalId'],
        }),
        { bind: { at, rows: rowsJson(ids.map((id) => [id])) }, transaction },
      ),
    );
  }

  private idSource(): string {
    return rowSource(this.options.store.dialect, 'rows', { id: 'int' });
  }
}
