import { CommunityZone, type ActivityRecord } from '@community-crm/community-model';
// single files, not the steps' indexes: this is loaded by a thread that needs neither the database nor the host
import { packActivities } from '../../activities/pack';
import { fileSource, type ImportSource } from '../../intake/files/source';
import type { PackedActivities } from '../../intake/sink';
import type { Dialect } from '../../store/dialect';

/** What activities are packed for. */
export interface PackingTarget {
  dialect: Dialect;
  /** The community's time zone, by name. */
  zone: string;
}

/**
 * Activities ready to be written, or records of a table: with those it has to be settled first which of two descriptions
 * holds.
 */
export type ImportBatch = { packed: PackedActivities } | { records: ActivityRecord[] };

/** Reads files in this thread and packs what they hold. */
export function packingSource({ dialect, zone }: PackingTarget): ImportSource<ImportBatch> {
  const calendar = new CommunityZone(zone);
  return {
    stage: (request) => fileSource.stage(request),
    async *batches(staged, batchSize) {
      for await (const { format, records } of fileSource.batches(staged, batchSize))
        yield format === 'telegram' ? { packed: packActivities(dialect, calendar, records) } : { records };
    },
  };
}
