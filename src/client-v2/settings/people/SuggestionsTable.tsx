import { SwapOutlined } from '@ant-design/icons';
import { Button, Empty, Popconfirm, Space, Table, Tag, Tooltip, Typography, type TableColumnsType } from 'antd';
import React, { useState } from 'react';
import { useT } from '../../locale';
import { useMoment } from '../../moments';
import type { SuggestedMember, Suggestion } from './people';

export interface SuggestionsTableProps {
  suggestions: Suggestion[];
  loading: boolean;
  onMerge(kept: SuggestedMember, absorbed: SuggestedMember): Promise<void>;
  onDismiss(a: SuggestedMember, b: SuggestedMember): Promise<void>;
}

const keyOf = ({ members: [a, b] }: Suggestion): string => [a.id, b.id].sort((x, y) => x - y).join('-');

/** Members who may be one person, with what speaks for it. */
export function SuggestionsTable({ suggestions, loading, onMerge, onDismiss }: SuggestionsTableProps) {
  const t = useT();
  const [swapped, setSwapped] = useState<ReadonlySet<string>>(new Set());
  const ordered = (row: Suggestion): [SuggestedMember, SuggestedMember] => {
    const [a, b] = row.members;
    return swapped.has(keyOf(row)) ? [b, a] : [a, b];
  };
  const swap = (row: Suggestion): void => {
    const next = new Set(swapped);
    if (!next.delete(keyOf(row))) next.add(keyOf(row));
    setSwapped(next);
  };
  const columns: TableColumnsType<Suggestion> = [
    { title: t('Would be kept'), render: (_, row) => <MemberLine member={ordered(row)[0]} /> },
    {
      width: 56,
      render: (_, row) => (
        <Tooltip title={t('Keep the other one')}>
          <Button
            size="small"
            type="text"
            icon={<SwapOutlined />}
            aria-label={t('Keep the other one')}
            onClick={() => swap(row)}
          />
        </Tooltip>
      ),
    },
    { title: t('Would be added to it'), render: (_, row) => <MemberLine member={ordered(row)[1]} /> },
    {
      title: t('Why'),
      render: (_, { reason, value }) => (
        <>
          <Tag color={reason === 'username' ? 'blue' : 'default'}>
            {reason === 'username' ? t('Same user name') : t('Same full name')}
          </Tag>
          <Typography.Text type="secondary">{reason === 'username' ? `@${value}` : value}</Typography.Text>
        </>
      ),
    },
    {
      key: 'actions',
      render: (_, row) => (
        <Space>
          <Popconfirm
            title={t('Are these one person?')}
            description={t('All activities and answers move; stages are worked out anew. This can be undone.')}
            okText={t('Merge')}
            cancelText={t('Cancel')}
            onConfirm={() => onMerge(...ordered(row))}
          >
            <Button size="small" type="primary">
              {t('Merge')}
            </Button>
          </Popconfirm>
          <Button size="small" onClick={() => void onDismiss(...row.members)}>
            {t('Two people')}
          </Button>
        </Space>
      ),
    },
  ];
  return (
    <Table
      rowKey={keyOf}
      size="small"
      columns={columns}
      dataSource={suggestions}
      loading={loading}
      pagination={{ pageSize: 10, hideOnSinglePage: true }}
      scroll={{ x: 'max-content' }}
      locale={{
        emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('Nobody looks like somebody else.')} />,
      }}
    />
  );
}

function MemberLine({ member }: { member: SuggestedMember }): React.ReactElement {
  const t = useT();
  const moment = useMoment();
  return (
    <div>
      <Typography.Text strong>{member.name}</Typography.Text>{' '}
      <Typography.Text type="secondary">#{member.id}</Typography.Text>
      <div>
        <Typography.Text type="secondary">
          {member.accounts.join(', ')} · {t('Last active')} {moment(member.lastActiveAt)}
        </Typography.Text>
      </div>
    </div>
  );
}
