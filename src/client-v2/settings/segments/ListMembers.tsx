import { useRequest } from 'ahooks';
import { Alert, Button, Divider, Flex, Input, Popconfirm, Table, type TableColumnsType } from 'antd';
import React, { useState } from 'react';
import type { SegmentListChange } from '../../../common/segments';
import { errorText } from '../../api/errors';
import { useApi } from '../../api/useApi';
import type { Words } from '../../conditions';
import { LabelTag } from '../../fields/LabelTag';
import { ScoreBar } from '../../fields/ScoreBar';
import { MemberCard } from '../../members/MemberCard';
import { LoadError } from '../LoadError';
import { AddMembers, type Addition } from './AddMembers';

interface Row {
  id: number;
  displayName: string | null;
  stage?: string | null;
  engagementScore?: number | string | null;
}

const PAGE = 10;

export interface ListMembersProps {
  /** Key of a segment that is a list. */
  segment: string;
  words: Words;
  segments: ReadonlyArray<{ key: string; title: string }>;
}

/** Who is on a list: to look through, to add to, to take off. Changes take effect at once. */
export function ListMembers({ segment, words, segments }: ListMembersProps): React.ReactElement {
  const { t, catalogue } = words;
  const api = useApi();
  const [page, setPage] = useState(1);
  const [search, setSearch] = useState('');
  const [selected, setSelected] = useState<number[]>([]);
  const [open, setOpen] = useState<number | null>(null);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const filter = {
    $and: [{ segments: { key: { $eq: segment } } }, ...(search ? [{ displayName: { $includes: search } }] : [])],
  };
  const { data, loading, error, refresh } = useRequest(
    () =>
      api.get<Row[]>('communityMembers:list', {
        filter: JSON.stringify(filter),
        page,
        pageSize: PAGE,
        sort: ['displayName', 'id'],
        fields: ['id', 'displayName', 'stage', 'engagementScore'],
      }),
    { refreshDeps: [page, search, segment], debounceWait: 200, onError: () => undefined },
  );

  const act = async (action: 'add' | 'remove', what: Addition) => {
    setBusy(true);
    setFailure(null);
    setDone(null);
    try {
      const { named, changed } = await api.post<SegmentListChange>(`communitySegmentRuns:${action}`, {
        segment,
        ...what,
      });
      setDone(
        action === 'add'
          ? t('Added: {{changed}} of {{named}}. The others were on the list already.', { changed, named })
          : t('Taken off the list: {{changed}}.', { changed }),
      );
      setSelected([]);
      setPage(1);
      refresh();
    } catch (reason) {
      setFailure(reason);
    }
    setBusy(false);
  };

  const stageOf = (key: string) => catalogue.stages.find((stage) => stage.key === key);
  const columns: TableColumnsType<Row> = [
    {
      title: t('Name'),
      render: (_, { id, displayName }) => (
        <Button type="link" size="small" style={{ paddingInline: 0 }} onClick={() => setOpen(id)}>
          {displayName || `#${id}`}
        </Button>
      ),
    },
    {
      title: t('Stage'),
      render: (_, { stage }) =>
        stage ? <LabelTag title={stageOf(stage)?.title ?? stage} color={stageOf(stage)?.color} /> : '–',
    },
    {
      title: t('Score'),
      render: (_, { engagementScore }) => <ScoreBar score={Number(engagementScore ?? 0)} />,
    },
  ];

  return (
    <div data-testid="list-members">
      <Divider orientation="left" orientationMargin={0}>
        {t('On the list')}
      </Divider>
      <Flex vertical gap="middle">
        <AddMembers
          words={words}
          segments={segments.filter(({ key }) => key !== segment)}
          busy={busy}
          onAdd={(what) => act('add', what)}
        />
        {done && <Alert type="success" showIcon closable message={done} onClose={() => setDone(null)} />}
        {failure !== null && (
          <Alert type="error" showIcon message={t('This could not be done.')} description={errorText(failure)} />
        )}
        <Flex gap="small" wrap justify="space-between">
          <Input.Search
            allowClear
            style={{ maxWidth: 280 }}
            placeholder={t('Search the list')}
            aria-label={t('Search the list')}
            onChange={(event) => {
              setSearch(event.target.value);
              setPage(1);
            }}
          />
          <Popconfirm
            title={t('Take {{count}} members off the list?', { count: selected.length })}
            okText={t('Take off')}
            cancelText={t('Cancel')}
            onConfirm={() => act('remove', { members: selected })}
          >
            <Button danger disabled={selected.length === 0 || busy}>
              {t('Take off the list')}
            </Button>
          </Popconfirm>
        </Flex>
        {error && !data ? (
          <LoadError message={t('The members could not be loaded.')} error={error} onRetry={refresh} />
        ) : (
          <Table
            rowKey="id"
            size="small"
            columns={columns}
            dataSource={data ?? []}
            loading={loading}
            rowSelection={{ selectedRowKeys: selected, onChange: (keys) => setSelected(keys.map(Number)) }}
            pagination={false}
            locale={{ emptyText: search ? t('Nobody found.') : t('Nobody is on the list yet.') }}
          />
        )}
        <Flex gap="small" justify="flex-end">
          <Button size="small" disabled={page === 1} onClick={() => setPage(page - 1)}>
            {t('Previous')}
          </Button>
          <Button size="small" disabled={(data?.length ?? 0) < PAGE} onClick={() => setPage(page + 1)}>
            {t('Next')}
          </Button>
        </Flex>
      </Flex>
      <MemberCard memberId={open} onClose={() => setOpen(null)} />
    </div>
  );
}
