import { ReloadOutlined } from '@ant-design/icons';
import { useRequest } from 'ahooks';
import { Button, Empty, Flex, Typography } from 'antd';
import React, { useEffect, useState } from 'react';
import { ChoiceBar } from '../blocks/ChoiceBar';
import type { RfmGrid } from '../../common/rfm';
import { useApi } from '../api/useApi';
import { BlockError, BlockLoading } from '../blocks/BlockStates';
import { SegmentFilter, segmentParam } from '../blocks/SegmentFilter';
import { useT } from '../locale';
import { MemberListDrawer, type ListedMembers } from '../memberList/MemberListDrawer';
import { inSegments, narrowed, type MemberQuery } from '../memberList/query';
import { useMoment } from '../moments';
import { useNumbers } from '../numbers';
import { RFM_COLOURS, type RfmColour, type RfmOptions } from './options';
import { RfmTable } from './RfmTable';
import { COLOUR_TITLES } from './settingsForm';
import { TierCards } from './TierCards';

/** The block's content: the grid and the tiers, each with the way to its members, or what stands in for them. */
export function RfmPanel({ options }: { options: RfmOptions }): React.ReactElement {
  const t = useT();
  const api = useApi();
  const moment = useMoment();
  const numbers = useNumbers();
  const [colourBy, setColourBy] = useState<RfmColour>(options.colourBy);
  const [members, setMembers] = useState<ListedMembers | null>(null);
  // Changed settings replace what the reader chose.
  useEffect(() => setColourBy(options.colourBy), [options.colourBy]);
  const [segments, setSegments] = useState<string[]>([]);
  const { data, loading, error, refresh } = useRequest(
    () => api.get<RfmGrid>('communityRfm:grid', segmentParam(segments)),
    { refreshDeps: [segments], onError: () => undefined },
  );
  const open = (title: string, query: MemberQuery) =>
    setMembers({ title, query: narrowed(query, segments.length ? inSegments(segments) : null) });

  const content = (grid: RfmGrid) => (
    <>
      {grid.computedAt === null || grid.cells.length === 0 ? (
        <Empty
          image={Empty.PRESENTED_IMAGE_SIMPLE}
          description={t('Recency and frequency are worked out by the next run.')}
        />
      ) : (
        <div>
          <RfmTable
            grid={grid}
            colourBy={colourBy}
            onOpen={({ recency, frequency }) =>
              open(t('Recency {{recency}}, frequency {{frequency}}', { recency, frequency }), {
                $and: [{ rfmRecency: { $eq: recency } }, { rfmFrequency: { $eq: frequency } }],
              })
            }
          />
          <Typography.Text type="secondary" style={{ fontSize: 12 }}>
            {t('5 is the best fifth. Money is taken from {{basis}}. As of {{moment}}.', {
              basis: grid.monetary === 'purchases' ? t('purchases') : t('the engagement score'),
              moment: moment(grid.computedAt),
            })}{' '}
            {grid.without > 0 &&
              t('Not in the grid yet, as they came since: {{count}}.', { count: numbers.count(grid.without) })}
          </Typography.Text>
        </div>
      )}
      {options.showTiers && <TierCards grid={grid} onOpen={(tier, title) => open(title, { rfmTier: { $eq: tier } })} />}
    </>
  );

  return (
    <Flex vertical gap="middle" data-testid="community-rfm-grid" aria-busy={loading}>
      <Flex wrap gap="small" align="center">
        <ChoiceBar<RfmColour>
          label={t('Cells coloured by')}
          value={colourBy}
          options={RFM_COLOURS.map((value) => ({ value, label: t(COLOUR_TITLES[value]) }))}
          onChange={setColourBy}
        />
        <SegmentFilter value={segments} onChange={setSegments} />
        <Button icon={<ReloadOutlined />} loading={loading} aria-label={t('Refresh')} onClick={refresh} />
      </Flex>
      {error ? (
        <BlockError error={error} message={t('The grid could not be loaded.')} onRetry={refresh} />
      ) : data ? (
        content(data)
      ) : (
        <BlockLoading rows={8} />
      )}
      <MemberListDrawer of={members} onClose={() => setMembers(null)} />
    </Flex>
  );
}
