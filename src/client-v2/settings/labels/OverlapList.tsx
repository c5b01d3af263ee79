import { Flex, Progress, Typography } from 'antd';
import React from 'react';
import type { SegmentOverlap } from '../../../common/segments';
import { LabelTag } from '../../fields/LabelTag';
import { useT } from '../../locale';
import { useNumbers } from '../../numbers';

/** Which other segments share members with what is being edited, the largest overlap first. */
export function OverlapList({ overlaps }: { overlaps: readonly SegmentOverlap[] }): React.ReactElement {
  const t = useT();
  const numbers = useNumbers();
  return (
    <Flex vertical gap={8} role="list" aria-label={t('Overlap with other segments')}>
      {overlaps.map(({ key, title, color, size, shared, share }) => (
        <div key={key} role="listitem" data-overlap={key}>
          <Flex justify="space-between" gap="small" align="center">
            <LabelTag labelKey={key} title={title} color={color} />
            <Typography.Text type="secondary" style={{ whiteSpace: 'nowrap' }}>
              {t('{{shared}} of its {{size}}', { shared: numbers.count(shared), size: numbers.count(size) })}
            </Typography.Text>
          </Flex>
          <Progress
            percent={Math.round(share * 100)}
            status="normal"
            size="small"
            format={() => numbers.percent(share)}
            aria-label={t('{{share}} of those found are in "{{title}}" as well', {
              share: numbers.percent(share),
              title,
            })}
          />
        </div>
      ))}
    </Flex>
  );
}
