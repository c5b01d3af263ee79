import { useRequest } from 'ahooks';
import { Alert, Button, Drawer, Table, type TableColumnsType } from 'antd';
import React, { useEffect, useState } from 'react';
import { ColourTag } from '../../blocks/ColourTag';
import { STAGE_COLOURS, type StageKey } from '../../../common/names';
import { errorText } from '../../api/errors';
import { useApi } from '../../api/useApi';
import { ScoreBar } from '../../fields/ScoreBar';
import { useT } from '../../locale';
import { useMoment } from '../../moments';
import { stageLabel, type StageOption } from '../stages';

interface MemberRow {
  id: number | string;
  displayName: string | null;
  stage?: string | null;
  engagementScore?: number | string | null;
  lastActiveAt?: string | null;
  tags?: Array<{ id: number | string; title: string | null; color?: string | null }>;
}

const PAGE = 20;

export interface MembersDrawerProps {
  open: boolean;
  title: string;
  /** In the order in which they are listed. */
  members: ReadonlyArray<number | string>;
  stages: readonly StageOption[];
  onOpenMember(id: number | string): void;
  onClose(): void;
}

/** Members as a table, page by page, by the host's own list action and with its rights. */
export function MembersDrawer(props: MembersDrawerProps): React.ReactElement {
  const { open, title, members, stages, onOpenMember, onClose } = props;
  const t = useT();
  const api = useApi();
  const moment = useMoment();
  const [page, setPage] = useState(1);
  useEffect(() => setPage(1), [members]);
  const ids = members.slice((page - 1) * PAGE, page * PAGE);
  const { data, loading, error, refresh } = useRequest(
    async () => {
      const found = await api.get<MemberRow[]>('communityMembers:list', {
        filter: JSON.stringify({ id: { $in: ids } }),
        appends: ['tags'],
        pageSize: PAGE,
      });
      const byId = new Map(found.map((row) => [String(row.id), row]));
      return ids.flatMap((id) => byId.get(String(id)) ?? []);
    },
    { ready: open && ids.length > 0, refreshDeps: [open, ids.join(',')], onError: () => undefined },
  );
  const columns: TableColumnsType<MemberRow> = [
    {
      title: t('Name'),
      render: (_, { id, displayName }) => (
        <Button type="link" size="small" onClick={() => onOpenMember(id)}>
          {displayName ?? t('Unnamed')}
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
    {
      title: t('Score'),
      render: (_, { engagementScore: score }) => score != null && <ScoreBar score={Number(score)} />,
    },
    { title: t('Last active'), render: (_, { lastActiveAt }) => moment(lastActiveAt) },
    {
      title: t('Tags'),
      render: (_, { tags }) =>
        tags?.map((tag) => (
          <ColourTag key={tag.id} color={tag.color ?? undefined}>
            {tag.title}
          </ColourTag>
        )),
    },
  ];
  return (
    <Drawer open={open} width="min(860px, 100vw)" title={title} onClose={onClose} destroyOnClose>
      {error && (
        <Alert
          type="error"
          showIcon
          message={t('The members could not be loaded.')}
          description={errorText(error)}
          action={<Button onClick={refresh}>{t('Try again')}</Button>}
        />
      )}
      <Table
        rowKey="id"
        size="small"
        loading={loading}
        columns={columns}
        dataSource={data ?? []}
        scroll={{ x: 'max-content' }}
        pagination={{
          current: page,
          pageSize: PAGE,
          total: members.length,
          showSizeChanger: false,
          onChange: setPage,
          showTotal: (total) => t('{{total}} members', { total }),
        }}
      />
    </Drawer>
  );
}
