import { Button, Empty, Table, type TableColumnsType } from 'antd';
import React, { useEffect, useState } from 'react';
import { ColourTag } from '../blocks/ColourTag';
import { STAGE_COLOURS, type StageKey } from '../../common/names';
import { BlockError } from '../blocks/BlockStates';
import { PersonaTag } from '../fields/PersonaTag';
import { ScoreBar } from '../fields/ScoreBar';
import { LabelTags } from '../fields/TagsFieldModel';
import { TierTag } from '../fields/TierTagFieldModel';
import { stageLabel, useStages } from '../heatmap/stages';
import { useT } from '../locale';
import { MemberCard } from '../members/MemberCard';
import { useMoment } from '../moments';
import type { MemberQuery, MemberRow } from './query';
import { useMemberPage } from './useMemberPage';

export interface MemberTableProps {
  /** Null asks for nobody. */
  query: MemberQuery | null;
  pageSize: number;
  /** Names the table for those who do not see it. */
  label: string;
  /** Another number asks anew. */
  version?: number;
}

const BEST_FIRST = '-engagementScore';

/** Members page by page, sorted on the server, with the way to each one's card. */
export function MemberTable({ query, pageSize, label, version }: MemberTableProps): React.ReactElement {
  const t = useT();
  const moment = useMoment();
  const stages = useStages();
  const [page, setPage] = useState(1);
  const [sort, setSort] = useState(BEST_FIRST);
  const [member, setMember] = useState<number | string | null>(null);
  const asked = JSON.stringify(query);
  useEffect(() => setPage(1), [asked, pageSize]);
  const { answer, loading, error, reload } = useMemberPage(query, page, pageSize, sort, version);
  if (error) return <BlockError error={error} message={t('The members could not be loaded.')} onRetry={reload} />;
  const orderOf = (field: string) =>
    sort === field ? ('ascend' as const) : sort === `-${field}` ? ('descend' as const) : null;
  const sortable = (field: string) => ({ key: field, sorter: true, sortOrder: orderOf(field) });
  const columns: TableColumnsType<MemberRow> = [
    {
      title: t('Name'),
      ...sortable('displayName'),
      render: (_, { id, displayName }) => (
        <Button type="link" size="small" style={{ paddingInline: 0 }} onClick={() => setMember(id)}>
          {displayName || t('Unnamed')}
        </Button>
      ),
    },
    {
      title: t('Stage'),
      render: (_, { stage }) =>
        stage && (
          <ColourTag color={STAGE_COLOURS[stage as StageKey] ?? 'default'}>{stageLabel(stages, stage)}</ColourTag>
        ),
    },
    { title: t('Persona'), render: (_, { persona }) => persona && <PersonaTag persona={persona} /> },
    { title: t('Value tier'), render: (_, { rfmTier }) => rfmTier && <TierTag tier={rfmTier} /> },
    {
      title: t('Score'),
      ...sortable('engagementScore'),
      render: (_, { engagementScore }) => engagementScore != null && <ScoreBar score={Number(engagementScore)} />,
    },
    {
      title: t('Last active'),
      ...sortable('lastActiveAt'),
      render: (_, { lastActiveAt }) => moment(lastActiveAt),
    },
    { title: t('Tags'), render: (_, { tags }) => tags && tags.length > 0 && <LabelTags labels={tags} /> },
  ];
  return (
    <>
      <Table<MemberRow>
        rowKey="id"
        size="small"
        aria-label={label}
        columns={columns}
        dataSource={answer?.rows ?? []}
        loading={loading}
        showSorterTooltip={false}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('Nobody found.')} /> }}
        onChange={(_, __, sorter, { action }) => {
          if (action !== 'sort') return;
          const [by] = [sorter].flat();
          setPage(1);
          setSort(by?.order ? `${by.order === 'descend' ? '-' : ''}${String(by.columnKey)}` : BEST_FIRST);
        }}
        pagination={{
          current: page,
          pageSize,
          total: answer?.total ?? 0,
          showSizeChanger: false,
          hideOnSinglePage: false,
          showTotal: (total) => t('{{total}} members', { total }),
          onChange: setPage,
        }}
      />
      <MemberCard memberId={member} onClose={() => setMember(null)} />
    </>
  );
}
