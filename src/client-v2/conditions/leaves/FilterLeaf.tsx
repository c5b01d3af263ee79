import { CollectionFilter } from '@nocobase/client-v2';
import { useFlowEngine } from '@nocobase/flow-engine';
import { Flex, Typography } from 'antd';
import React from 'react';
import type { Condition } from '../../../common/conditions';
import { useBuilder } from '../BuilderContext';
import { filterText } from '../words';
import { JsonFilter } from './JsonFilter';

export interface FilterLeafProps {
  value: Record<string, unknown>;
  onChange(value: Condition): void;
}

/** The host's own filter over the fields of the record and of what it links to; as JSON where the host cannot show it. */
export function FilterLeaf({ value, onChange }: FilterLeafProps): React.ReactElement {
  const { words, collection: name } = useBuilder();
  const { context } = useFlowEngine();
  const collection = context.dataSourceManager?.getCollection('main', name);
  // Hosts that lack the component (before 2.2) or the collection still get an editor.
  if (!collection || !CollectionFilter) return <JsonFilter value={value} onChange={(filter) => onChange({ filter })} />;
  const { t } = words;
  return (
    <Flex wrap gap="small" align="center">
      <CollectionFilter
        // Seeded once: made anew when the filter comes from elsewhere.
        key={JSON.stringify(value)}
        collection={collection}
        initialValue={Object.keys(value).length > 0 ? value : undefined}
        onChange={(filter) => onChange({ filter: filter ?? {} })}
        t={context.t.bind(context)}
        buttonText={t('Fields')}
      />
      {Object.keys(value).length > 0 && <Typography.Text>{filterText(value, words)}</Typography.Text>}
    </Flex>
  );
}
