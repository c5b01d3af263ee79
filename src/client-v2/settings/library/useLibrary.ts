import { useInterval, useRequest } from 'ahooks';
import { useCallback, useState } from 'react';
import type { LibraryEntry } from '../../../common/ruleLibrary';
import type { SegmentInfo, SegmentRefreshAnswer } from '../../../common/segments';
import { useApi } from '../../api/useApi';
import { useCatalogue } from '../../conditions';

/** A new segment's members are there within moments; a page that stays open does not ask for ever. */
const EVERY = 2_000;
const MOST_LOOKS = 15;

/** A background run that was started from the page, and what it is about. */
export interface StartedRun {
  run: number | string;
  title: string;
}

/** The rules that label members, and what can be done with them; every change reads them again. */
export function useLibrary() {
  const api = useApi();
  const catalogue = useCatalogue();
  const [started, setStarted] = useState<StartedRun | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const { data, error, refresh } = useRequest(
    async () => {
      const entries = await api.get<LibraryEntry[]>('communityRuleLibrary:list');
      const segments = await api.get<SegmentInfo[]>('communitySegmentRuns:list');
      return { entries, segments };
    },
    { onError: () => undefined },
  );
  const { reload: reloadCatalogue } = catalogue;
  // whose members are being looked for in the background right now
  const [looks, setLooks] = useState(0);
  const pending = data?.segments.some(({ mode, refreshedAt, error: broken }) => {
    return mode === 'dynamic' && refreshedAt === null && !broken;
  });
  useInterval(
    () => {
      setLooks(looks + 1);
      refresh();
    },
    pending && looks < MOST_LOOKS ? EVERY : undefined,
  );
  const reload = useCallback(() => {
    setLooks(0);
    refresh();
    reloadCatalogue();
  }, [refresh, reloadCatalogue]);

  /** Runs a change on the server, then shows what it keeps; false = refused, see `failure`. */
  const attempt = async (action: () => Promise<unknown>): Promise<boolean> => {
    setFailure(null);
    try {
      await action();
      reload();
      return true;
    } catch (reason) {
      setFailure(reason);
      return false;
    }
  };

  return {
    entries: data?.entries,
    segments: data?.segments ?? [],
    catalogue: catalogue.catalogue,
    error: data && catalogue.catalogue ? undefined : (error ?? catalogue.error),
    reload,
    failure,
    dismiss: () => setFailure(null),
    started,
    /** Starts what brings an entry up to date: a segment by itself, rules together. */
    refreshNow: (entry: LibraryEntry) =>
      attempt(async () => {
        const { id } =
          entry.kind === 'segment'
            ? await api.post<SegmentRefreshAnswer>('communitySegmentRuns:refresh', { segment: entry.key })
            : await api.post<{ id: number | string }>('communityLifecycle:run', {});
        setStarted({ run: id, title: entry.title });
      }),
    finished: () => setStarted(null),
    /** Changes some fields of a rule that gives a persona or a tag. */
    changeRule: (id: number, values: object) =>
      attempt(() => api.post('communityRules:update', values, { filterByTk: id })),
    remove: (entry: LibraryEntry) =>
      attempt(() =>
        api.post(`${entry.kind === 'segment' ? 'communitySegments' : 'communityRules'}:destroy`, undefined, {
          filterByTk: entry.id,
        }),
      ),
    addSegment: (values: object) => attempt(() => api.post('communitySegments:create', values)),
    attempt,
    /** One change among several of an attempt. */
    send: (action: string, values: object, id: number) => api.post(action, values, { filterByTk: id }),
  };
}

export type Library = ReturnType<typeof useLibrary>;
