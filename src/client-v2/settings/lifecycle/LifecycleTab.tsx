import { Skeleton } from 'antd';
import React from 'react';
import { useCatalogue } from '../../conditions';
import { useT } from '../../locale';
import { LoadError } from '../LoadError';
import { RuleEditor } from './RuleEditor';
import { useRuleDraft } from './useRuleDraft';

/** The rules of the lifecycle: to read, to edit, to try out. */
export function LifecycleTab(): React.ReactElement {
  const t = useT();
  const { catalogue, error, reload } = useCatalogue();
  const draft = useRuleDraft();
  const failed = (catalogue ? undefined : error) ?? draft.loadError;
  if (failed)
    return (
      <LoadError
        message={t('The rules could not be loaded.')}
        error={failed}
        onRetry={() => {
          reload();
          draft.reload();
        }}
      />
    );
  if (!catalogue || !draft.stages) return <Skeleton active />;
  return <RuleEditor catalogue={catalogue} stages={draft.stages} draft={draft} />;
}
