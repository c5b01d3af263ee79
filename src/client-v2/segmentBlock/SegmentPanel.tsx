import { ReloadOutlined, SyncOutlined } from '@ant-design/icons';
import { Alert, Button, Empty, Flex, Input, Select } from 'antd';
import React, { useEffect, useState } from 'react';
import type { SegmentRefreshAnswer } from '../../common/segments';
import { errorStatus, errorText } from '../api/errors';
import { useApi } from '../api/useApi';
import { BlockError, BlockLoading } from '../blocks/BlockStates';
import { useT } from '../locale';
import { MemberActions } from '../memberList/MemberActions';
import { MemberTable } from '../memberList/MemberTable';
import { inSegment, named, narrowed } from '../memberList/query';
import { useNumbers } from '../numbers';
import type { StartedRun } from '../settings/library/useLibrary';
import { RefreshProgress } from './RefreshProgress';
import { SEGMENT_DAYS, type SegmentOptions } from './options';
import { SegmentHeading } from './SegmentHeading';
import { SegmentTrend } from './SegmentTrend';
import { DAYS_TITLES } from './settingsForm';
import { useSegment } from './useSegment';

/** The block's content: a segment, how it went, its members and what can be done with them, or what stands in for them. */
export function SegmentPanel({ options }: { options: SegmentOptions }): React.ReactElement {
  const t = useT();
  const api = useApi();
  const numbers = useNumbers();
  const [key, setKey] = useState(options.segment);
  const [days, setDays] = useState(options.days);
  const [search, setSearch] = useState('');
  /** Raised when members may have come, gone or changed. */
  const [version, setVersion] = useState(0);
  const [started, setStarted] = useState<StartedRun | null>(null);
  const [refusal, setRefusal] = useState<unknown>(null);
  // Changed settings replace what the reader chose.
  useEffect(() => setKey(options.segment), [options.segment]);
  useEffect(() => setDays(options.days), [options.days]);
  const { segments, segment, history, historyError, loading, error, reload } = useSegment(key, days, options.showTrend);
  const shown = segment?.key;
  useEffect(() => {
    setSearch('');
    setRefusal(null);
  }, [shown]);

  const renew = () => {
    reload();
    setVersion((before) => before + 1);
  };
  const refreshNow = async (asked: { key: string; title: string }) => {
    setRefusal(null);
    try {
      const { id } = await api.post<SegmentRefreshAnswer>('communitySegmentRuns:refresh', { segment: asked.key });
      setStarted({ run: id, title: asked.title });
    } catch (reason) {
      setRefusal(reason);
    }
  };

  if (error) return <BlockError error={error} message={t('The segments could not be loaded.')} onRetry={reload} />;
  if (!segments) return <BlockLoading rows={8} />;
  if (!segment)
    return (
      <Empty
        image={Empty.PRESENTED_IMAGE_SIMPLE}
        description={t(
          'There is no segment that you may see yet. Add one in the plugin settings "Telegram community", tab Labels and segments.',
        )}
      />
    );
  const query = inSegment(segment.key);
  return (
    <Flex vertical gap="middle" data-testid="community-segment" aria-busy={loading}>
      <Flex wrap gap="small" align="center">
        {options.choosable && (
          <Select
            showSearch
            aria-label={t('Segment')}
            optionFilterProp="label"
            style={{ minWidth: 220 }}
            popupMatchSelectWidth={false}
            value={segment.key}
            options={segments.map((one) => ({ value: one.key, label: `${one.title} (${numbers.count(one.size)})` }))}
            onChange={setKey}
          />
        )}
        {options.showTrend && (
          <Select
            aria-label={t('Period')}
            style={{ minWidth: 130 }}
            value={days}
            options={SEGMENT_DAYS.map((value) => ({ value: value as number, label: t(DAYS_TITLES[value]) }))}
            onChange={setDays}
          />
        )}
        <Button icon={<ReloadOutlined />} loading={loading} aria-label={t('Refresh')} onClick={renew} />
        {segment.mode === 'dynamic' && (
          <Button icon={<SyncOutlined />} disabled={started !== null} onClick={() => void refreshNow(segment)}>
            {t('Decide anew who is in it')}
          </Button>
        )}
      </Flex>
      {started && <RefreshProgress started={started} onEnd={renew} onClose={() => setStarted(null)} />}
      {refusal !== null && (
        <Alert
          closable
          type="warning"
          showIcon
          message={t('The segment was not refreshed.')}
          description={errorStatus(refusal) === 403 ? t('Your role may not change segments.') : errorText(refusal)}
          onClose={() => setRefusal(null)}
        />
      )}
      <SegmentHeading segment={segment} history={history} />
      {options.showTrend && <SegmentTrend history={history} error={historyError} onRetry={reload} />}
      {options.showMembers && (
        <section aria-label={t('Members')}>
          <Flex wrap gap="small" justify="space-between" style={{ marginBottom: 8 }}>
            <MemberActions query={query} name={segment.title} onTagged={() => setVersion((before) => before + 1)} />
            <Input.Search
              key={segment.key}
              allowClear
              style={{ maxWidth: 260 }}
              placeholder={t('Search by name')}
              aria-label={t('Search by name')}
              onSearch={setSearch}
            />
          </Flex>
          <MemberTable
            query={narrowed(query, named(search))}
            pageSize={options.pageSize}
            label={t('Members of {{title}}', { title: segment.title })}
            version={version}
          />
        </section>
      )}
    </Flex>
  );
}
