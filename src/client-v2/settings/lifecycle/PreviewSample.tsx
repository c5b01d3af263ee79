import { CheckOutlined, CloseOutlined } from '@ant-design/icons';
import { Button, List, theme, Typography } from 'antd';
import React from 'react';
import type { Evidence } from '../../../common/conditions';
import type { PreviewAnswer } from '../../../common/lifecycle';
import { ruleTitle } from '../../../common/shippedTitles';
import { evidenceText, type Words } from '../../conditions';
import type { Stage } from './rules';
import { StageTag } from './StageTag';

export interface PreviewSampleProps {
  sample: PreviewAnswer['sample'];
  stages: readonly Stage[];
  words: Words;
  onOpen(member: number): void;
}

/** Some of those who would change stage, each with the numbers that decide it. */
export function PreviewSample({ sample, stages, words, onOpen }: PreviewSampleProps): React.ReactElement {
  const { t } = words;
  const { token } = theme.useToken();
  return (
    <List
      size="small"
      dataSource={sample}
      pagination={sample.length > 5 ? { pageSize: 5, size: 'small', hideOnSinglePage: true } : false}
      rowKey={({ member, to }) => `${member.id} ${to}`}
      renderItem={({ member, from, to, rule, evidence }) => (
        <List.Item style={{ paddingInline: 0 }}>
          <div>
            <Button
              type="link"
              size="small"
              style={{ paddingInline: 0, marginInlineEnd: 8 }}
              onClick={() => onOpen(member.id)}
            >
              {member.name || `#${member.id}`}
            </Button>
            <StageTag stage={from} stages={stages} />→ <StageTag stage={to} stages={stages} />
            <div>
              <Typography.Text type="secondary">{ruleTitle(words, rule.key, rule.title)}</Typography.Text>
            </div>
            {distinct(evidence, words).map(({ one, text }) => (
              <div key={text}>
                {one.met ? (
                  <CheckOutlined style={{ color: token.colorSuccess }} aria-label={t('holds')} />
                ) : (
                  <CloseOutlined style={{ color: token.colorTextQuaternary }} aria-label={t('does not hold')} />
                )}{' '}
                <Typography.Text type={one.met ? undefined : 'secondary'}>{text}</Typography.Text>
              </div>
            ))}
          </div>
        </List.Item>
      )}
    />
  );
}

/** Several rules may ask for the same; it is said once. */
function distinct(evidence: readonly Evidence[], words: Words): Array<{ one: Evidence; text: string }> {
  const said = new Map(evidence.map((one) => [evidenceText(one, words), one]));
  return [...said].map(([text, one]) => ({ one, text }));
}
