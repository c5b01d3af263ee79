import { CollectionFilter } from '@nocobase/client-v2';
import { useFlowEngine } from '@nocobase/flow-engine';
import React from 'react';
import { useT } from '../../locale';
import type { Filter } from '../query';

export interface HostFilterProps {
  value?: Filter;
  onChange?(value: Filter): void;
}

/** The host's own filter over the fields of members and of what they link to; nothing in hosts that lack it. */
export function HostFilter({ value, onChange }: HostFilterProps): React.ReactElement | null {
  const t = useT();
  const { context } = useFlowEngine();
  const collection = context.dataSourceManager?.getCollection('main', 'communityMembers');
  if (!collection || !CollectionFilter) return null;
  return (
    <CollectionFilter
      // Seeded once: made anew when the filter comes from elsewhere.
      key={JSON.stringify(value ?? {})}
      collection={collection}
      initialValue={value && Object.keys(value).length > 0 ? value : undefined}
      onChange={(filter) => onChange?.(filter ?? {})}
      t={context.t.bind(context)}
      buttonText={t('Filter')}
    />
  );
}
