import type { Database } from '@nocobase/database';

/** Collections that operators see and use on pages; targets of relations before those that refer to them. */
export const VISIBLE_COLLECTIONS = [
  'communityTags',
  'communitySegments',
  'communityGroups',
  'communityGaps',
  'communityMembers',
  'communityIdentities',
  'communityMemberships',
  'communityActivities',
  'communityKinds',
  'communityStages',
  'communityRules',
  'communityStageChanges',
  'communitySegmentChanges',
  'communityScoringProfiles',
  'communityRuns',
] as const;

interface CollectionRegistry {
  db2cm(name: string): Promise<void>;
}

/**
 * Makes our collections known to the host's collection manager, so that they can be chosen in blocks and permissions. One
 * after the other: the host's own pass writes them at once, which SQLite refuses. Known ones are skipped.
 */
export async function registerCollections(db: Database): Promise<void> {
  const registry = db.getRepository('collections') as unknown as CollectionRegistry | undefined;
  if (!registry?.db2cm) return;
  for (const name of VISIBLE_COLLECTIONS) await registry.db2cm(name);
  await addNewFields(db);
}

/** Fields that came with an upgrade: the host copies a collection once and would not offer them. */
async function addNewFields(db: Database): Promise<void> {
  const fields = db.getRepository('fields');
  for (const collectionName of VISIBLE_COLLECTIONS) {
    const rows = await fields.find({ filter: { collectionName }, fields: ['name'], raw: true });
    const known = new Set((rows as Array<{ name: string }>).map(({ name }) => name));
    for (const [name, field] of db.getCollection(collectionName).fields) {
      if (known.has(name) || !field.options.interface) continue;
      await fields.create({ values: { ...field.options, collectionName }, hooks: false });
    }
  }
}
