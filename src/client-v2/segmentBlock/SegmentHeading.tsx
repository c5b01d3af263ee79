import { Alert, Flex, Statistic, Tag, Typography, theme as antdTheme } from 'antd';
import React from 'react';
import type { SegmentHistory, SegmentInfo } from '../../common/segments';
import { LabelTag } from '../fields/LabelTag';
import { useT } from '../locale';
import { useMoment } from '../moments';
import { useNumbers } from '../numbers';

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);

/** What a segment is, how many are in it, and what the period did to it. */
export function SegmentHeading({
  segment,
  history,
}: {
  segment: SegmentInfo;
  history: SegmentHistory | undefined;
}): React.ReactElement {
  const t = useT();
  const numbers = useNumbers();
  const moment = useMoment();
  const { token } = antdTheme.useToken();
  const { title, color, description, mode, size, refreshedAt, error } = segment;
  const figure = (name: string, value: number) => (
    <Statistic title={name} value={value} formatter={(shown) => numbers.count(Number(shown))} />
  );
  return (
    <Flex vertical gap="small">
      <Flex wrap gap="small" align="center">
        <LabelTag title={title} color={color} labelKey={segment.key} />
        <Tag bordered={false}>{mode === 'static' ? t('A list that is kept by hand') : t('By condition')}</Tag>
        <Typography.Text type="secondary" style={{ fontSize: token.fontSizeSM }}>
          {refreshedAt === null
            ? mode === 'static'
              ? null
              : t('Never refreshed')
            : t('Refreshed at {{moment}}', { moment: moment(refreshedAt) })}
        </Typography.Text>
      </Flex>
      {description && <Typography.Text>{description}</Typography.Text>}
      {error && (
        <Alert
          type="warning"
          showIcon
          message={t('The segment could not be refreshed; it keeps its last members.')}
          description={error}
        />
      )}
      <Flex wrap gap="large">
        {figure(t('Members'), size)}
        {history && figure(t('Entered it'), sum(history.entered))}
        {history && figure(t('Left it'), sum(history.left))}
      </Flex>
    </Flex>
  );
}
