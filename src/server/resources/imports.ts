import type { Context, Next } from '@nocobase/actions';
import { CommunityZone, UnknownZoneError } from '@community-crm/community-model';
import { randomUUID } from 'node:crypto';
import { IMPORT_MESSAGES, ImportError } from '../intake/files';
import { parseMapping } from '../intake/files/tables';
import type { RunLedger } from '../runs';
import { refuse } from './requests';
import { receiveUpload, removeFiles } from './uploads';

export interface ImportsOptions {
  ledger: RunLedger;
  wake: () => void;
  /** Where uploads wait for their run; must be shared by all processes that may run it. */
  folder: string;
}

/** `communityImports`: takes export files in and queues their import. */
export function importsActions({ ledger, wake, folder }: ImportsOptions) {
  return {
    async create(ctx: Context, next: Next) {
      if (!ctx.req.headers['content-type']?.startsWith('multipart/form-data'))
        refuse(ctx, 400, 'NOT_MULTIPART', 'Send the export as multipart/form-data with a field named "file".');
      const upload = await receiveUpload(ctx.req, folder, () => `${randomUUID()}.json`);
      const paths = upload.files.map((file) => file.path);
      if (!upload.files.length)
        refuse(ctx, 400, 'NO_FILE', 'No file was sent. Send the export in a field named "file".');
      const timeZone = upload.fields.timeZone?.trim() || undefined;
      try {
        if (timeZone) new CommunityZone(timeZone);
      } catch (error) {
        await removeFiles(paths);
        if (!(error instanceof UnknownZoneError)) throw error;
        refuse(
          ctx,
          400,
          error.code,
          'Unknown time zone {{zone}}. Allowed: an IANA name such as Europe/Berlin, or an offset such as +03:30.',
          {
            zone: timeZone,
          },
        );
      }
      const mapping = upload.fields.mapping?.trim() || null;
      await checkMapping(ctx, mapping, paths);
      const id = await ledger.enqueue('import', {
        files: upload.files.map(({ path, name, size }) => ({ path, name, size })),
        timeZone: timeZone ?? null,
        mapping,
        removeFiles: true,
      });
      wake();
      ctx.body = { id, state: 'queued' };
      await next();
    },
  };
}

/** A mapping that is wrong in itself is refused before the import is queued. */
async function checkMapping(ctx: Context, mapping: string | null, paths: string[]): Promise<void> {
  if (mapping === null) return;
  try {
    parseMapping(mapping);
  } catch (error) {
    await removeFiles(paths);
    if (!(error instanceof ImportError)) throw error;
    refuse(ctx, 400, error.code, IMPORT_MESSAGES[error.code], error.values);
  }
}
