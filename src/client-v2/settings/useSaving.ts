import { useState } from 'react';

export interface Saving {
  saving: boolean;
  /** What saving failed with last; null = nothing. */
  failure: unknown;
  /** Saves; a failure is kept to be shown. What was saved is closed by whoever asked, so it stays busy until then. */
  attempt(save: () => Promise<void>): Promise<void>;
  /** The form has been changed: what failed is no longer of interest. */
  forget(): void;
}

/** The state of a form that is being saved. */
export function useSaving(): Saving {
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  return {
    saving,
    failure,
    async attempt(save) {
      setSaving(true);
      setFailure(null);
      try {
        await save();
      } catch (error) {
        setFailure(error);
        setSaving(false);
      }
    },
    forget: () => setFailure(null),
  };
}
