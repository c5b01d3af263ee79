import { useCallback, useState } from 'react';
import { useApi } from '../../api/useApi';

/** What is told of the files. */
export interface UploadFields {
  timeZone?: string;
  /** How columns become activities: a preset's name or JSON. */
  mapping?: string;
}

export interface Upload {
  /** 0 to 100 while files travel, null otherwise. */
  percent: number | null;
  error: unknown;
  /** Sends the files; answers the run's id, or null when the server refused. */
  send(files: File[], fields: UploadFields): Promise<number | string | null>;
  clear(): void;
}

/** Sends export files to the server, which imports them in the background. */
export function useUpload(): Upload {
  const api = useApi();
  const [percent, setPercent] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);

  const send = useCallback(
    async (files: File[], fields: UploadFields) => {
      const form = new FormData();
      // The server reads the parts in order: what it needs to know comes before the files.
      for (const [name, value] of Object.entries(fields)) if (value) form.append(name, value);
      for (const file of files) form.append('file', file);
      setError(null);
      setPercent(0);
      try {
        const onUploadProgress = (event: { loaded: number; total?: number }) =>
          setPercent(event.total ? Math.floor((event.loaded / event.total) * 100) : 0);
        const answer = await api.post<{ id: number | string }>('communityImports:create', form, undefined, {
          onUploadProgress,
        });
        return answer.id;
      } catch (failure) {
        setError(failure);
        return null;
      } finally {
        setPercent(null);
      }
    },
    [api],
  );

  return { percent, error, send, clear: useCallback(() => setError(null), []) };
}
