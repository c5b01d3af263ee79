import { Skeleton } from 'antd';
import React from 'react';
import { useT } from '../../locale';
import { LoadError } from '../LoadError';
import { LabelsPage } from './LabelsPage';
import { useLibrary } from './useLibrary';

/** Segments, personas, value tiers and tags: the rules that say who is who. */
export function LabelsTab(): React.ReactElement {
  const t = useT();
  const library = useLibrary();
  if (library.error)
    return <LoadError message={t('The rules could not be loaded.')} error={library.error} onRetry={library.reload} />;
  if (!library.entries || !library.catalogue) return <Skeleton active />;
  return <LabelsPage library={library} entries={library.entries} catalogue={library.catalogue} />;
}
