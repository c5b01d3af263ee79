import { CheckOutlined, CloseOutlined } from '@ant-design/icons';
import { Button, List, theme, Typography } from 'antd';
import React, { useState } from 'react';
import type { SegmentPreview } from '../../../common/segments';
import { evidenceText, type Words } from '../../conditions';
import { LabelTag } from '../../fields/LabelTag';
import { MemberCard } from '../../members/MemberCard';

export interface SampleListProps {
  sample: SegmentPreview['sample'];
  words: Words;
}

/** Some of those who would be found, each with the numbers that decide it; a name opens the member's card. */
export function SampleList({ sample, words }: SampleListProps): React.ReactElement {
  const { t, catalogue } = words;
  const { token } = theme.useToken();
  const [open, setOpen] = useState<number | null>(null);
  const stageOf = (key: string) => catalogue.stages.find((stage) => stage.key === key);
  return (
    <>
      <List
        size="small"
        dataSource={sample}
        pagination={sample.length > 5 ? { pageSize: 5, size: 'small' } : false}
        rowKey={({ member }) => member.id}
        renderItem={({ member, evidence }) => (
          <List.Item style={{ paddingInline: 0 }}>
            <div>
              <Button type="link" size="small" style={{ paddingInline: 0 }} onClick={() => setOpen(member.id)}>
                {member.name || `#${member.id}`}
              </Button>{' '}
              {member.stage && (
                <LabelTag title={stageOf(member.stage)?.title ?? member.stage} color={stageOf(member.stage)?.color} />
              )}
              {[...new Map(evidence.map((one) => [evidenceText(one, words), one.met]))].map(([text, met]) => (
                <div key={text}>
                  {met ? (
                    <CheckOutlined style={{ color: token.colorSuccess }} aria-label={t('holds')} />
                  ) : (
                    <CloseOutlined style={{ color: token.colorTextQuaternary }} aria-label={t('does not hold')} />
                  )}{' '}
                  <Typography.Text type={met ? undefined : 'secondary'}>{text}</Typography.Text>
                </div>
              ))}
            </div>
          </List.Item>
        )}
      />
      <MemberCard memberId={open} onClose={() => setOpen(null)} />
    </>
  );
}
