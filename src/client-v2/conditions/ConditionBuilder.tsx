import { Flex, Typography } from 'antd';
import React, { useMemo } from 'react';
import type { Condition, Subject } from '../../common/conditions';
import { BuilderProvider } from './BuilderContext';
import { ConditionNode } from './ConditionNode';
import { GroupEditor } from './GroupEditor';
import { childrenOf, isGroup } from './forms';
import { groupOf } from './groups';
import type { Problem } from './problems';
import { capital, conditionText, type Words } from './words';

export interface ConditionBuilderProps {
  value: Condition;
  onChange(value: Condition): void;
  words: Words;
  /** Where the condition stands in what is sent, e.g. `rules[2].enter`; problems name places below it. */
  path: string;
  /** Names the editor for screen readers. */
  label: string;
  problems?: readonly Problem[];
  subject?: Subject;
  /** The collection whose fields conditions on fields ask about. */
  collection?: string;
  /** Whether the condition is said in a sentence above the editor. */
  sentence?: boolean;
}

const NO_PROBLEMS: readonly Problem[] = [];

/** Edits a condition of any depth; fully controlled. */
export function ConditionBuilder(props: ConditionBuilderProps): React.ReactElement {
  const { value, onChange, words, path, label, sentence = true } = props;
  const { problems = NO_PROBLEMS, subject = 'member', collection = 'communityMembers' } = props;
  const settings = useMemo(() => ({ words, subject, collection, problems }), [words, subject, collection, problems]);
  // A single condition is shown as a group of one, so that another can be added; it stays single until then.
  const shown = isGroup(value) ? value : groupOf('all', [value]);
  const single = shown !== value;
  const change = (next: Condition) => {
    const children = childrenOf(next);
    onChange(single && 'all' in next && children.length === 1 ? children[0].child : next);
  };
  return (
    <BuilderProvider value={settings}>
      <Flex vertical gap="small" role="group" aria-label={label}>
        {sentence && <Typography.Text type="secondary">{capital(conditionText(value, words))}</Typography.Text>}
        <GroupEditor
          value={shown}
          onChange={change}
          path={path}
          childPath={single ? () => path : undefined}
          Node={ConditionNode}
        />
      </Flex>
    </BuilderProvider>
  );
}
