import { Typography } from 'antd';
import React from 'react';
import type { Condition } from '../../common/conditions';
import { childrenOf } from './forms';
import { capital, conditionText, type Words } from './words';

/** Whether a condition reads well in one line: no group inside of a group. */
const isFlat = (condition: Condition): boolean =>
  childrenOf(condition).every(({ child }) => childrenOf(child).length <= 1) && childrenOf(condition).length <= 3;

export interface ConditionSentenceProps {
  condition: Condition;
  words: Words;
  /** In the colour of what is less important. */
  secondary?: boolean;
}

/** A condition to read: in one sentence, or as a list of its parts where it is nested. */
export function ConditionSentence({ condition, words, secondary }: ConditionSentenceProps): React.ReactElement {
  const { t } = words;
  const type = secondary ? 'secondary' : undefined;
  if (isFlat(condition))
    return <Typography.Text type={type}>{capital(conditionText(condition, words))}</Typography.Text>;
  const lead =
    'any' in condition
      ? t('At least one of these holds')
      : 'not' in condition
        ? t('This does not hold')
        : t('All of these hold');
  return (
    <div>
      <Typography.Text type={type}>{lead}</Typography.Text>
      <ul style={{ margin: 0, paddingInlineStart: 20 }}>
        {childrenOf(condition).map(({ child, at }) => (
          <li key={at}>
            <ConditionSentence condition={child} words={words} secondary={secondary} />
          </li>
        ))}
      </ul>
    </div>
  );
}
