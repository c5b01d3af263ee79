import { useRequest } from 'ahooks';
import { Select } from 'antd';
import React, { useState } from 'react';
import { NORMALIZATIONS } from '../../common/heatmap';
import { useApi } from '../api/useApi';
import { tExpr, useT } from '../locale';
import { HostFilter } from './filters/HostFilter';
import { COLOUR_BYS, DENSITIES, GROUP_SORTS, PAGE_SIZES, PALETTES, SORTS } from './options';
import { useStages } from './stages';
import { COLOUR_TITLES, GROUP_SORT_TITLES, NORMALIZATION_TITLES, SORT_TITLES } from './titles';

interface PickerProps {
  value?: Array<number | string>;
  onChange?(value: Array<number | string>): void;
}

/** Chooses groups by title, searched on the server. */
export function GroupPicker({ value, onChange }: PickerProps): React.ReactElement {
  const t = useT();
  const api = useApi();
  const [search, setSearch] = useState('');
  const { data, loading } = useRequest(
    () =>
      api.get<Array<{ id: number | string; title: string | null }>>('communityGroups:list', {
        pageSize: 50,
        sort: '-posts',
        ...(search ? { filter: JSON.stringify({ title: { $includes: search } }) } : {}),
      }),
    { refreshDeps: [search], debounceWait: 300, onError: () => undefined },
  );
  return (
    <Select
      mode="multiple"
      allowClear
      showSearch
      filterOption={false}
      loading={loading}
      value={value ?? []}
      placeholder={t('The busiest groups')}
      options={(data ?? []).map((group) => ({ value: group.id, label: group.title ?? String(group.id) }))}
      onSearch={setSearch}
      onChange={onChange}
    />
  );
}

/** Chooses stages. */
export function StagePicker({ value, onChange }: PickerProps): React.ReactElement {
  const t = useT();
  return (
    <Select
      mode="multiple"
      allowClear
      value={value ?? []}
      placeholder={t('All stages')}
      options={useStages()}
      onChange={onChange}
    />
  );
}

const field = (title: string, component: unknown, extra: Record<string, unknown> = {}) => ({
  title: tExpr(title),
  'x-decorator': 'FormItem',
  'x-component': component,
  ...extra,
});

const OPENS_TITLES = ['The member card', 'A pop-up that you design'];
const PALETTE_TITLES = ['Viridis', 'Cividis', 'Blues'];
const DENSITY_TITLES = ['Comfortable', 'Compact', 'Overview'];

const choices = (values: readonly (string | number)[], titles: readonly string[]) =>
  values.map((value, at) => ({ value, label: tExpr(titles[at]) }));

const titled = <T extends string>(values: readonly T[], titles: Partial<Record<string, string>>) =>
  choices(
    values,
    values.map((value) => titles[value] ?? value),
  );

/** The settings dialog of the block, as the host's forms are declared. */
export const heatmapSettingsSchema: Record<string, unknown> = {
  colourBy: field('Colour by', 'Select', { type: 'string', enum: titled(COLOUR_BYS, COLOUR_TITLES) }),
  normalize: field('Compare', 'Select', { type: 'string', enum: titled(NORMALIZATIONS, NORMALIZATION_TITLES) }),
  sort: field('Order of the members', 'Select', { type: 'string', enum: titled(SORTS, SORT_TITLES) }),
  groupSort: field('Order of the groups', 'Select', { type: 'string', enum: titled(GROUP_SORTS, GROUP_SORT_TITLES) }),
  pageSize: field('Members per page', 'Select', {
    type: 'number',
    enum: PAGE_SIZES.map((value) => ({ value, label: String(value) })),
  }),
  stages: field('Only these stages', StagePicker, { type: 'array' }),
  filter: field('Only these members', HostFilter, { type: 'object' }),
  groups: field('Groups', GroupPicker, { type: 'array' }),
  groupLimit: field('Number of groups', 'NumberPicker', {
    type: 'number',
    description: tExpr('Counts when no groups are chosen: the busiest come first.'),
    'x-component-props': { min: 1, max: 200, precision: 0 },
  }),
  palette: field('Palette', 'Select', { type: 'string', enum: choices(PALETTES, PALETTE_TITLES) }),
  density: field('Density', 'Radio.Group', { type: 'string', enum: choices(DENSITIES, DENSITY_TITLES) }),
  height: field('Height of the matrix', 'NumberPicker', {
    type: 'number',
    'x-component-props': { min: 240, max: 2000, step: 20, precision: 0, addonAfter: 'px' },
  }),
  opens: field('A click opens', 'Radio.Group', {
    type: 'string',
    enum: choices(['card', 'popup'], OPENS_TITLES),
  }),
};
