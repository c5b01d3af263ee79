import { Flex } from 'antd';
import React from 'react';
import { useBuilder } from './BuilderContext';
import { isGroup, labelsOf } from './forms';
import { GroupEditor, type NodeProps } from './GroupEditor';
import { CompareLeaf } from './leaves/CompareLeaf';
import { FilterLeaf } from './leaves/FilterLeaf';
import { HoursLeaf } from './leaves/HoursLeaf';
import { LabelLeafEditor } from './leaves/LabelLeafEditor';
import { SegmentLeaf } from './leaves/SegmentLeaf';
import { problemsWithin } from './problems';
import { Problems } from './Problems';

/** One condition of a group: a group again, or a leaf with what is wrong with it. */
export function ConditionNode(props: NodeProps): React.ReactElement {
  const { problems } = useBuilder();
  const { value, path, tools } = props;
  if (isGroup(value)) return <GroupEditor {...props} Node={ConditionNode} />;
  return (
    <Flex justify="space-between" align="flex-start" gap="small">
      <div style={{ flex: 1, minWidth: 0 }}>
        <Leaf {...props} />
        <Problems problems={problemsWithin(problems, path)} />
      </div>
      {tools}
    </Flex>
  );
}

function Leaf({ value, path, onChange }: NodeProps): React.ReactElement {
  const labels = labelsOf(value);
  if (labels) return <LabelLeafEditor {...labels} onChange={onChange} />;
  if ('left' in value) return <CompareLeaf value={value} path={path} onChange={onChange} />;
  if ('segment' in value) return <SegmentLeaf value={value.segment} onChange={onChange} />;
  if ('hours' in value) return <HoursLeaf value={value} onChange={onChange} />;
  if ('filter' in value) return <FilterLeaf value={value.filter} onChange={onChange} />;
  return <code>{JSON.stringify(value)}</code>;
}
