import { useEffect, useState } from 'react';
import type { Condition } from '../../../common/conditions';
import type { SegmentPreview } from '../../../common/segments';
import { useApi } from '../../api/useApi';

/** Long enough not to ask at every key, short enough to be felt as at once. Milliseconds. */
const QUIET = 600;

/** What is asked about. */
export interface PreviewQuestion {
  condition: Condition;
  /** The segment that is being edited. */
  key?: string;
}

interface Told {
  /** The question that was answered last, in whichever way. */
  of: string | null;
  answer: SegmentPreview | null;
  error: unknown;
}

/**
 * Whom a condition would find now, asked again when it has rested after a change. A question that is no longer the
 * question is cancelled, and an answer that comes nevertheless is dropped.
 *
 * @param question null asks nothing, e.g. while something is missing; the last answer stays
 */
export function useLabelPreview(question: PreviewQuestion | null) {
  const api = useApi();
  const [attempt, setAttempt] = useState(0);
  const [told, setTold] = useState<Told>({ of: null, answer: null, error: null });
  const asked = question && `${attempt} ${JSON.stringify(question)}`;

  useEffect(() => {
    if (asked === null) return undefined;
    const body = JSON.parse(asked.slice(asked.indexOf(' ') + 1)) as PreviewQuestion;
    const controller = new AbortController();
    const settle = (change: Partial<Told>) => {
      if (!controller.signal.aborted) setTold((before) => ({ ...before, error: null, ...change, of: asked }));
    };
    const timer = setTimeout(() => {
      api
        .post<SegmentPreview>('communitySegmentRuns:preview', body, undefined, { signal: controller.signal })
        .then((answer) => settle({ answer }))
        .catch((error: unknown) => settle({ error }));
    }, QUIET);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [api, asked]);

  return {
    preview: told.answer,
    /** Whether the answer is not that of the condition as it stands. */
    outdated: told.of !== asked,
    loading: asked !== null && told.of !== asked,
    error: told.of === asked ? told.error : null,
    retry: () => setAttempt((before) => before + 1),
  };
}

export type LabelPreviewState = ReturnType<typeof useLabelPreview>;
