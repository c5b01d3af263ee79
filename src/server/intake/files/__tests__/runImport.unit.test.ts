import type { ActivityRecord } from '@community-crm/community-model';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileSource, runImport, type ImportOptions, type RecordBatch } from '..';
import type { ActivitySink } from '../../sink';
import { group, message, NOW, service, writeExport } from '../telegramExport/__tests__/support';

function memorySink(): ActivitySink & { rows: Map<string, ActivityRecord>; writes: number } {
  const rows = new Map<string, ActivityRecord>();
  return {
    rows,
    writes: 0,
    async write(records) {
      this.writes++;
      const fresh = records.filter(({ externalKey }) => !rows.has(externalKey));
      for (const record of records) rows.set(record.externalKey, record);
      return { added: fresh.length, changed: 0, unchanged: records.length - fresh.length };
    },
  };
}

function options(sink: ActivitySink, contents: Array<Parameters<typeof writeExport>[0]>): ImportOptions<RecordBatch> {
  return {
    files: contents.map(writeExport),
    workDirectory: mkdtempSync(join(tmpdir(), 'import-')),
    fallbackTimeZone: 'UTC',
    salt: 's',
    now: NOW,
    source: fileSource,
    write: ({ records }) => sink.write(records),
  };
}

const first = group([message(1), message(2, 2, { reply_to_message_id: 1 }), service(3, 'join_group_by_link')]);
const newer = group([...(first.messages as unknown[]), message(4), { id: 5, type: 'unsupported' }]);

describe('an import', () => {
  it('writes what the files hold, and the next one only what is new', async () => {
    const sink = memorySink();
    expect((await runImport(options(sink, [first]))).counts).toEqual({
      added: 3,
      changed: 0,
      unchanged: 0,
      chats: 1,
      messages: 2,
      replies: 1,
      joins: 1,
      skipped: 0,
    });
    const again = await runImport(options(sink, [newer]));
    expect(again.counts).toMatchObject({ added: 1, unchanged: 3, messages: 3, skipped: 1 });
    expect(again.notes).toEqual([{ code: 'MESSAGES_SKIPPED', messages: 1 }]);
  });

  it('writes nothing at all when one of its files is bad, and leaves no files', async () => {
    const sink = memorySink();
    const work = options(sink, [first, '{"id":1']);
    await expect(runImport(work)).rejects.toMatchObject({ code: 'TRUNCATED' });
    expect(sink.writes).toBe(0);
    expect(readdirSync(work.workDirectory)).toEqual([]);
  });

  it('removes its files when writing fails', async () => {
    const work = options({ write: () => Promise.reject(new Error('disk full')) }, [first]);
    await expect(runImport(work)).rejects.toThrow('disk full');
    expect(readdirSync(work.workDirectory)).toEqual([]);
  });

  it('tells its progress from 0 to 1 and can be cancelled between batches', async () => {
    const sink = memorySink();
    const progress: number[] = [];
    await runImport({
      ...options(sink, [newer]),
      batches: { size: 1, wrote: () => undefined },
      onProgress: (_, share) => progress.push(share),
    });
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(progress.at(-1)).toBe(1);

    const abort = new AbortController();
    const cancelled = { ...options(sink, [newer]), batches: { size: 1, wrote: () => undefined }, signal: abort.signal };
    cancelled.onProgress = (step) => {
      if (step === 'writing') abort.abort();
    };
    await expect(runImport(cancelled)).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('says which time zone it had to assume', async () => {
    const old = group([{ id: 1, type: 'message', date: '2019-06-01T12:00:00', from: 'Ann', from_id: 101, text: 'hi' }]);
    const { notes } = await runImport(options(memorySink(), [old]));
    expect(notes).toEqual([{ code: 'TIME_ZONE_ASSUMED', zone: 'UTC', messages: 1 }]);
  });
});
