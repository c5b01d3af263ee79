import type { ActivityRecord } from '@community-crm/community-model';
import { createReadStream } from 'node:fs';

const CHUNK = 256 * 1024;

/** The activities of a staged table in the order of the file, in batches of `batchSize`, which may change from one to the next. */
export async function* readStagedTable(
  stageFile: string,
  { batchSize }: { batchSize: () => number },
): AsyncGenerator<ActivityRecord[]> {
  let batch: ActivityRecord[] = [];
  let size = batchSize();
  let rest = '';
  for await (const chunk of createReadStream(stageFile, { highWaterMark: CHUNK, encoding: 'utf8' })) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      batch.push(JSON.parse(line) as ActivityRecord);
      if (batch.length < size) continue;
      yield batch;
      batch = [];
      size = batchSize();
    }
  }
  if (batch.length) yield batch;
}
