import { PlusOutlined } from '@ant-design/icons';
import { useRequest } from 'ahooks';
import { Alert, Button, Flex, Table, Tag, Typography, type TableColumnsType } from 'antd';
import React, { useState } from 'react';
import { useApi } from '../../api/useApi';
import { useT } from '../../locale';
import { useReader } from '../../titles';
import { LoadError } from '../LoadError';
import { KindForm } from './KindForm';
import { shownTitle, type Kind } from './kind';

/** The kinds of activity and how each counts. */
export function KindsTab(): React.ReactElement {
  const t = useT();
  const api = useApi();
  const reader = useReader();
  const [editing, setEditing] = useState<{ existing: Kind | null } | null>(null);
  const [saved, setSaved] = useState(false);
  const { data, loading, error, refresh } = useRequest(
    () => api.get<Kind[]>('communityKinds:list', { pageSize: 500, sort: 'id' }),
    { onError: () => undefined },
  );
  if (error && !data)
    return <LoadError message={t('The kinds could not be loaded.')} error={error} onRetry={refresh} />;

  const yes = (value: boolean | null) => (value ? <Tag color="green">{t('Yes')}</Tag> : '–');
  const columns: TableColumnsType<Kind> = [
    { title: t('Title'), render: (_, kind) => shownTitle(kind, reader) },
    { title: t('Key'), render: (_, kind) => <Typography.Text code>{kind.key}</Typography.Text> },
    { title: t('Points'), align: 'right', render: (_, kind) => Number(kind.weight ?? 0) },
    {
      title: t('Most points a day'),
      align: 'right',
      render: (_, kind) => (kind.dailyCap === null ? t('No limit') : Number(kind.dailyCap)),
    },
    { title: t('Sign of life'), render: (_, kind) => yes(kind.signOfLife) },
    { title: t('Counts as a message'), render: (_, kind) => yes(kind.utterance) },
    {
      key: 'actions',
      render: (_, kind) => (
        <Button size="small" onClick={() => setEditing({ existing: kind })}>
          {t('Edit')}
        </Button>
      ),
    },
  ];

  return (
    <Flex vertical gap="middle">
      <Typography.Paragraph type="secondary" style={{ marginBottom: 0 }}>
        {t(
          'Whatever a member does has a kind. Add your own for what other systems tell, e.g. a coupon that was used, and it counts towards scores and stages without any code.',
        )}
      </Typography.Paragraph>
      <div>
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing({ existing: null })}>
          {t('Add kind')}
        </Button>
      </div>
      {saved && (
        <Alert
          type="info"
          showIcon
          closable
          onClose={() => setSaved(false)}
          message={t('Saved. The next scoring run counts with it, for what happened before as well.')}
        />
      )}
      <Table
        rowKey="id"
        size="small"
        columns={columns}
        dataSource={data ?? []}
        loading={loading && !data}
        pagination={false}
        scroll={{ x: 'max-content' }}
      />
      {editing && (
        <KindForm
          existing={editing.existing}
          onClose={() => setEditing(null)}
          onSaved={() => {
            setEditing(null);
            setSaved(true);
            refresh();
          }}
        />
      )}
    </Flex>
  );
}
