import type { Database } from '@nocobase/database';
import type { Transaction } from 'sequelize';

export type MemberRow = Record<string, unknown>;

/** Records of the operator's own that point to a member. */
export interface ForeignLink {
  collection: string;
  foreignKey: string;
  ids: Array<number | string>;
}

/** What a member that was absorbed leaves behind, to be put back by a separation. */
export interface Snapshot {
  row: MemberRow;
  tagIds: number[];
  links: ForeignLink[];
  /** What the kept member took over, with what it had before. */
  filled: Record<string, { before: unknown; after: unknown }>;
}

const MEMBERS = 'communityMembers';

export async function readMember(db: Database, id: number, transaction: Transaction): Promise<MemberRow | null> {
  const row = await db.getCollection(MEMBERS).model.findByPk(id, { transaction });
  return row ? (JSON.parse(JSON.stringify(row.get())) as MemberRow) : null;
}

/** What the kept member takes over where it knows nothing; a denied consent or a block always counts. */
export function takenOver(kept: MemberRow, absorbed: MemberRow): Snapshot['filled'] {
  const filled: Snapshot['filled'] = {};
  const fill = (name: string, empty: unknown, stronger?: unknown): void => {
    const [before, after] = [kept[name] ?? null, absorbed[name] ?? null];
    const takes = (before === empty && after !== empty && after !== null) || (stronger && after === stronger);
    if (takes && before !== after) filled[name] = { before, after };
  };
  fill('languageCode', null);
  fill('ownerId', null);
  fill('consent', 'unknown', 'denied');
  fill('reachability', 'unknown');
  fill('isTeam', false, true);
  return filled;
}

/** Points the operator's records that belong to one member to another. @returns which */
export async function moveLinks(
  db: Database,
  from: number,
  to: number,
  transaction: Transaction,
): Promise<ForeignLink[]> {
  const moved: ForeignLink[] = [];
  for (const { collection, foreignKey } of linksToMembers(db)) {
    const { model, filterTargetKey } = db.getCollection(collection);
    const key = typeof filterTargetKey === 'string' ? filterTargetKey : 'id';
    const rows = await model.findAll({ attributes: [key], where: { [foreignKey]: from }, transaction });
    if (!rows.length) continue;
    const ids = rows.map((row) => row.get(key) as number | string);
    await model.update(
      { [foreignKey]: to },
      { where: { [foreignKey]: from }, transaction, hooks: false, silent: true },
    );
    moved.push({ collection, foreignKey, ids });
  }
  return moved;
}

/** Undoes {@link moveLinks} for the records that still point to the kept member. */
export async function moveLinksBack(
  db: Database,
  links: readonly ForeignLink[],
  from: number,
  to: number,
  transaction: Transaction,
): Promise<void> {
  for (const { collection, foreignKey, ids } of links) {
    if (!db.hasCollection(collection) || !db.getCollection(collection).hasField(foreignKey)) continue;
    const { model, filterTargetKey } = db.getCollection(collection);
    const key = typeof filterTargetKey === 'string' ? filterTargetKey : 'id';
    await model.update(
      { [foreignKey]: to },
      { where: { [key]: ids, [foreignKey]: from }, transaction, hooks: false, silent: true },
    );
  }
}

/** Relations of other collections that end at a member, by their foreign key. */
function linksToMembers(db: Database): Array<{ collection: string; foreignKey: string }> {
  const found: Array<{ collection: string; foreignKey: string }> = [];
  for (const [collection, { fields }] of db.collections) {
    if (collection.startsWith('community')) continue;
    for (const [, { options }] of fields as Map<string, { options: Record<string, unknown> }>) {
      if (options.type === 'belongsTo' && options.target === MEMBERS && typeof options.foreignKey === 'string')
        found.push({ collection, foreignKey: options.foreignKey });
    }
  }
  return found;
}
