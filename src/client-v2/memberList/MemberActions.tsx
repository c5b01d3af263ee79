import { DownloadOutlined, TagOutlined } from '@ant-design/icons';
import { Button, Dropdown, Flex, Typography } from 'antd';
import React, { useState } from 'react';
import { useT } from '../locale';
import { useNumbers } from '../numbers';
import type { MemberQuery } from './query';
import { TagAll } from './TagAll';
import { useExport, type ExportForm } from './useExport';
import { useMemberPage } from './useMemberPage';

export interface MemberActionsProps {
  query: MemberQuery;
  name: string;
  /** Members got a tag. */
  onTagged?(): void;
}

/** What can be done with all members of a query: a tag, a file. */
export function MemberActions({ query, name, onTagged }: MemberActionsProps): React.ReactElement {
  const t = useT();
  const numbers = useNumbers();
  const [tagging, setTagging] = useState(false);
  const { answer } = useMemberPage(query, 1, 1, 'id');
  const { save, running, read, toasts } = useExport(query, name);
  const nobody = answer?.total === 0;
  return (
    <Flex wrap gap="small" align="center" role="toolbar" aria-label={t('All of these members')}>
      {toasts}
      <Button icon={<TagOutlined />} disabled={nobody} onClick={() => setTagging(true)}>
        {t('Tag all')}
      </Button>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'xlsx', label: t('Excel file (XLSX)') },
            { key: 'csv', label: t('Text file (CSV)') },
          ],
          onClick: ({ key }) => void save(key as ExportForm),
        }}
      >
        <Button icon={<DownloadOutlined />} disabled={nobody} loading={running !== null}>
          {t('Export')}
        </Button>
      </Dropdown>
      {running !== null && (
        <Typography.Text type="secondary" aria-live="polite">
          {read > 0 ? t('{{count}} members read', { count: numbers.count(read) }) : t('Making the file …')}
        </Typography.Text>
      )}
      {tagging && (
        <TagAll
          query={query}
          name={name}
          total={answer?.total ?? null}
          onTagged={onTagged}
          onClose={() => setTagging(false)}
        />
      )}
    </Flex>
  );
}
