import { useFlowEngine } from '@nocobase/flow-engine';
import { useEventListener } from 'ahooks';
import { useCallback, useState } from 'react';

/** Drafts by the running app and their name: they outlive the page that shows them, but not a reload. */
const kept = new WeakMap<object, Map<string, unknown>>();

function draftsOf(engine: object): Map<string, unknown> {
  const drafts = kept.get(engine) ?? new Map<string, unknown>();
  kept.set(engine, drafts);
  return drafts;
}

/**
 * Something that is edited and not saved yet; null = nothing. It is still there when somebody leaves the page and comes
 * back, and the browser asks before a reload would lose it.
 */
export function useKeptDraft<T>(name: string, isDirty: (draft: T) => boolean): [T | null, (draft: T | null) => void] {
  const engine = useFlowEngine();
  const [draft, setDraft] = useState<T | null>(() => (draftsOf(engine).get(name) as T | undefined) ?? null);
  const change = useCallback(
    (next: T | null) => {
      draftsOf(engine).set(name, next);
      setDraft(next);
    },
    [engine, name],
  );
  useEventListener('beforeunload', (event: BeforeUnloadEvent) => {
    if (draft !== null && isDirty(draft)) event.preventDefault();
  });
  return [draft, change];
}
