import { Button, Flex, Select } from 'antd';
import { useRequest } from 'ahooks';
import React, { useState } from 'react';
import { useApi } from '../../api/useApi';
import { useT } from '../../locale';

interface Found {
  id: number;
  displayName: string | null;
}

/** Two members chosen by name. */
export function ManualMerge({ onMerge }: { onMerge(keptId: number, absorbedId: number): Promise<void> }) {
  const t = useT();
  const [kept, setKept] = useState<number>();
  const [absorbed, setAbsorbed] = useState<number>();
  const [busy, setBusy] = useState(false);
  const merge = async (): Promise<void> => {
    if (!kept || !absorbed) return;
    setBusy(true);
    await onMerge(kept, absorbed);
    setBusy(false);
    setKept(undefined);
    setAbsorbed(undefined);
  };
  return (
    <Flex gap="small" wrap align="center">
      <MemberSelect placeholder={t('Member to keep')} value={kept} onChange={setKept} />
      <MemberSelect placeholder={t('Member to add to it')} value={absorbed} onChange={setAbsorbed} />
      <Button
        type="primary"
        disabled={!kept || !absorbed || kept === absorbed}
        loading={busy}
        onClick={() => void merge()}
      >
        {t('Merge')}
      </Button>
    </Flex>
  );
}

interface MemberSelectProps {
  placeholder: string;
  value: number | undefined;
  onChange(id: number | undefined): void;
}

function MemberSelect({ placeholder, value, onChange }: MemberSelectProps): React.ReactElement {
  const t = useT();
  const api = useApi();
  const [search, setSearch] = useState('');
  const { data, loading } = useRequest(
    () =>
      api.get<Found[]>('communityMembers:list', {
        pageSize: 20,
        sort: '-engagementScore',
        fields: ['id', 'displayName'],
        filter: JSON.stringify(search ? { displayName: { $includes: search } } : {}),
      }),
    { refreshDeps: [search], debounceWait: 300, onError: () => undefined },
  );
  return (
    <Select
      showSearch
      allowClear
      style={{ width: 280 }}
      placeholder={placeholder}
      aria-label={placeholder}
      value={value}
      onChange={onChange}
      onSearch={setSearch}
      filterOption={false}
      loading={loading}
      notFoundContent={t('Nobody found.')}
      options={(data ?? []).map(({ id, displayName }) => ({ value: id, label: `${displayName ?? ''} #${id}` }))}
    />
  );
}
