import { CheckCircleFilled, CloseCircleOutlined, QuestionCircleOutlined } from '@ant-design/icons';
import { Typography, theme as antdTheme } from 'antd';
import React from 'react';
import { conditionText, evidenceText, type Words } from '../../conditions';
import type { Fulfilment } from './tree';

export interface FulfilmentListProps {
  part: Fulfilment;
  words: Words;
}

/** A requirement to read: every leaf a sentence with its value, its threshold, and whether it is fulfilled. */
export function FulfilmentList({ part, words }: FulfilmentListProps): React.ReactElement {
  const { t } = words;
  if (part.kind === 'leaf') return <Leaf part={part} words={words} />;
  return (
    <div>
      <Typography.Text type="secondary">
        {part.kind === 'all' ? t('All of these hold') : t('At least one of these holds')}
      </Typography.Text>
      <ul style={{ listStyle: 'none', margin: 0, paddingInlineStart: 12 }}>
        {part.parts.map((inner, i) => (
          <li key={i}>
            <FulfilmentList part={inner} words={words} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Leaf({ part, words }: { part: Extract<Fulfilment, { kind: 'leaf' }>; words: Words }): React.ReactElement {
  const { t } = words;
  const { token } = antdTheme.useToken();
  const { fulfilled, wanted, evidence, condition } = part;
  const text = evidence ? evidenceText(evidence, words) : conditionText(condition, words);
  const icon =
    fulfilled === null ? (
      <QuestionCircleOutlined style={{ color: token.colorTextQuaternary }} aria-label={t('not known')} />
    ) : fulfilled ? (
      <CheckCircleFilled style={{ color: token.colorSuccess }} aria-label={t('fulfilled')} />
    ) : (
      <CloseCircleOutlined style={{ color: token.colorWarning }} aria-label={t('not fulfilled')} />
    );
  return (
    <div style={{ display: 'flex', gap: 8 }} data-fulfilled={String(fulfilled)}>
      <span>{icon}</span>
      <Typography.Text>{wanted ? text : t('{{requirement}} (must not hold)', { requirement: text })}</Typography.Text>
    </div>
  );
}
