import { activityVersion, emptyActivity, type ActivityRecord } from '@community-crm/community-model';
import { waitFor, type TestApp } from '@community-crm/host/testing';
import type { Model } from '@nocobase/database';
import { PACKAGE_NAME } from '../../../common/names';
import type { PluginTelegramCommunity } from '../../plugin';
import type { Services } from '../../services';

export const DAY = 86_400_000;

export const servicesOf = (app: TestApp): Services => (app.pm.get(PACKAGE_NAME) as PluginTelegramCommunity).services;

let counter = 0;

/** Something that a person did; `group` 0 = outside any group. */
export function did(person: string, at: number, kind = 'message', more: Partial<ActivityRecord> = {}): ActivityRecord {
  counter += 1;
  return {
    ...emptyActivity({
      source: 'telegram',
      externalKey: `story:${counter}`,
      version: activityVersion(at, 'import'),
      chat: { platform: 'telegram', externalId: '-1001', title: 'Stories' },
      actor: { platform: 'telegram', externalId: person, displayName: person },
      kind,
      occurredAt: at,
    }),
    textLength: kind === 'message' ? 5 : null,
    ...more,
  };
}

/** One message a day, `perDay` of them, from some days ago up to some days ago. */
export function talked(person: string, now: number, from: number, to: number, perDay = 1): ActivityRecord[] {
  const records: ActivityRecord[] = [];
  for (let day = from; day >= to; day -= 1)
    for (let i = 0; i < perDay; i += 1) records.push(did(person, now - day * DAY - 3_600_000 - i * 60_000));
  return records;
}

export async function memberOf(app: TestApp, displayName: string): Promise<Model> {
  return app.db.getRepository('communityMembers').findOne({ filter: { displayName } });
}

/** Queues a run and waits for its end. */
export async function finished(app: TestApp, id: number): Promise<Model> {
  return waitFor(async () => {
    const row: Model = await app.db.getRepository('communityRuns').findOne({ filterByTk: id });
    return row.get('finishedAt') ? row : null;
  }, 30_000);
}

export async function runLabels(app: TestApp): Promise<Model> {
  const services = servicesOf(app);
  const id = await services.ledger.enqueue('labels');
  services.worker.wake();
  return finished(app, id);
}
