import { Button, Flex, Segmented, Select } from 'antd';
import { useRequest } from 'ahooks';
import React, { useMemo, useState } from 'react';
import { useApi } from '../../api/useApi';
import { MemberFilter, type Words } from '../../conditions';

/** Who is put on a list: members by their ids, those whom a filter admits, or those of another segment. */
export interface Addition {
  members?: number[];
  filter?: Record<string, unknown>;
  from?: string;
}

type Way = 'members' | 'filter' | 'from';

const WAY_TITLES: Record<Way, string> = {
  members: 'By name',
  filter: 'By a filter',
  from: 'From a segment',
};

interface Found {
  id: number;
  displayName: string | null;
}

export interface AddMembersProps {
  words: Words;
  segments: ReadonlyArray<{ key: string; title: string }>;
  busy: boolean;
  onAdd(addition: Addition): Promise<void>;
}

/** Three ways to put members on a list. */
export function AddMembers({ words, segments, busy, onAdd }: AddMembersProps): React.ReactElement {
  const { t } = words;
  const [way, setWay] = useState<Way>('members');
  const [members, setMembers] = useState<number[]>([]);
  const [filter, setFilter] = useState<Record<string, unknown>>({});
  const [from, setFrom] = useState<string>();
  const addition: Addition | null = useMemo(() => {
    if (way === 'members') return members.length > 0 ? { members } : null;
    if (way === 'filter') return Object.keys(filter).length > 0 ? { filter } : null;
    return from ? { from } : null;
  }, [way, members, filter, from]);
  const add = async () => {
    if (!addition) return;
    await onAdd(addition);
    setMembers([]);
    setFrom(undefined);
  };
  return (
    <Flex vertical gap="small" role="group" aria-label={t('Add members')}>
      <Segmented<Way>
        value={way}
        options={(['members', 'filter', 'from'] as const).map((value) => ({ value, label: t(WAY_TITLES[value]) }))}
        onChange={setWay}
      />
      <Flex gap="small" wrap align="center">
        {way === 'members' && <MembersSelect value={members} words={words} onChange={setMembers} />}
        {way === 'filter' && <MemberFilter value={filter} words={words} onChange={setFilter} />}
        {way === 'from' && (
          <Select
            showSearch
            style={{ minWidth: 280, flex: 1 }}
            aria-label={t('Segment')}
            placeholder={t('Choose a segment')}
            optionFilterProp="label"
            value={from}
            options={segments.map(({ key, title }) => ({ value: key, label: title }))}
            onChange={setFrom}
          />
        )}
        <Button type="primary" loading={busy} disabled={!addition} onClick={() => void add()}>
          {t('Add to the list')}
        </Button>
      </Flex>
    </Flex>
  );
}

interface MembersSelectProps {
  value: number[];
  words: Words;
  onChange(members: number[]): void;
}

function MembersSelect({ value, words, onChange }: MembersSelectProps): React.ReactElement {
  const { t } = words;
  const api = useApi();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<Found[]>([]);
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
  // Those who were chosen keep their names while something else is searched for.
  const kept = chosen.filter(({ id }) => value.includes(id) && !data?.some((found) => found.id === id));
  const options = [...kept, ...(data ?? [])];
  return (
    <Select<number[]>
      mode="multiple"
      style={{ minWidth: 280, flex: 1 }}
      aria-label={t('Members to add')}
      placeholder={t('Search members by name')}
      value={value}
      loading={loading}
      filterOption={false}
      onSearch={setSearch}
      notFoundContent={t('Nobody found.')}
      options={options.map(({ id, displayName }) => ({ value: id, label: displayName || `#${id}` }))}
      onChange={(ids) => {
        setChosen(options.filter(({ id }) => ids.includes(id)));
        onChange(ids);
      }}
    />
  );
}
