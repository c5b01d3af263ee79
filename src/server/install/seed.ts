import { DEFAULT_KINDS } from '@community-crm/community-model';
import type { Database } from '@nocobase/database';
import { DEFAULT_STAGES, defaultDrafts, stageColour } from '../lifecycle';
import { seedLabels } from './seedLabels';
import { seedRules, type Memory } from './seedRules';

export interface SeedOptions {
  /** Texts that become data are written in this language. */
  chinese: boolean;
  /** Community day of the installation (days since 1970): landmark of the stored points. */
  today: number;
  /** Where it is noted which rules were shipped. */
  memory: Memory;
}

/** The data that an installation starts with. Rows that exist stay as operators have made them. */
export async function seed(db: Database, { chinese, today, memory }: SeedOptions): Promise<void> {
  const title = (row: { titleEn: string; titleZh: string }) => (chinese ? row.titleZh : row.titleEn);
  for (const kind of DEFAULT_KINDS) {
    const { key, weight, dailyCap, signOfLife, utterance } = kind;
    await createOnce(db, 'communityKinds', { key, title: title(kind), weight, dailyCap, signOfLife, utterance });
  }
  for (const [order, stage] of DEFAULT_STAGES.entries()) {
    await createOnce(db, 'communityStages', {
      key: stage.key,
      title: title(stage),
      color: stageColour(stage.key),
      order: order + 1,
      goal: chinese ? stage.goalZh : stage.goalEn,
    });
  }
  await seedRules(db, memory, defaultDrafts(chinese));
  await seedLabels(db, memory, chinese);
  await createOnce(db, 'communityScoringProfiles', {
    key: 'default',
    title: chinese ? '默认' : 'Default',
    halfLifeDays: 30,
    pointsForHalf: 50,
    mediumFrom: 25,
    highFrom: 60,
    sessionGapMinutes: 30,
    active: true,
    version: 1,
    landmarkDay: today,
  });
}

async function createOnce(db: Database, collection: string, values: { key: string } & Record<string, unknown>) {
  const repository = db.getRepository(collection);
  if (await repository.count({ filter: { key: values.key } })) return;
  await repository.create({ values, hooks: true });
}
