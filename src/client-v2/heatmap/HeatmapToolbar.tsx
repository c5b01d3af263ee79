import { ReloadOutlined } from '@ant-design/icons';
import { Button, Flex, Input, Select, Typography } from 'antd';
import React, { useEffect, useState } from 'react';
import { NORMALIZATIONS, type Normalization } from '../../common/heatmap';
import { useT } from '../locale';
import { useMoment } from '../moments';
import { COLOUR_BYS, GROUP_SORTS, SORTS, type ColourBy, type GroupSort } from './options';
import type { HeatmapView } from './query';
import { COLOUR_TITLES, GROUP_SORT_TITLES, NORMALIZATION_TITLES, SORT_TITLES } from './titles';

/** How the loaded matrix is looked at: nothing of it needs another answer. */
export interface Look {
  colourBy: ColourBy;
  normalize: Normalization;
  groupSort: GroupSort;
}

/** Wait this long after the last key before asking the server. */
const TYPING_PAUSE = 300;

export interface HeatmapToolbarProps {
  view: HeatmapView;
  look: Look;
  loading: boolean;
  /** Moment of the scores (milliseconds); null before the first run, undefined before the first answer. */
  asOf: number | null | undefined;
  onChange(change: Partial<HeatmapView>): void;
  onLook(change: Partial<Look>): void;
  onReload(): void;
  children?: React.ReactNode;
}

/** Search, both orders, colours, and refresh. */
export function HeatmapToolbar(props: HeatmapToolbarProps): React.ReactElement {
  const { view, look, loading, asOf, onChange, onLook, onReload, children } = props;
  const t = useT();
  const moment = useMoment();
  const [typed, setTyped] = useState(view.search);

  useEffect(() => {
    if (typed === view.search) return undefined;
    const timer = setTimeout(() => onChange({ search: typed }), TYPING_PAUSE);
    return () => clearTimeout(timer);
  }, [typed, view.search, onChange]);

  const choice = <T extends string>(
    title: string,
    value: T,
    values: readonly T[],
    titles: Partial<Record<string, string>>,
    change: (value: T) => void,
  ) => (
    <Select<T>
      value={value}
      aria-label={title}
      title={title}
      popupMatchSelectWidth={false}
      style={{ minWidth: 130 }}
      options={(values.includes(value) ? values : [value, ...values]).map((key) => ({
        value: key,
        label: t(titles[key] ?? key),
      }))}
      onChange={change}
    />
  );
  return (
    <Flex wrap gap="small" align="center">
      <Input.Search
        allowClear
        value={typed}
        placeholder={t('Search members')}
        aria-label={t('Search members')}
        style={{ width: 200 }}
        onChange={(event) => setTyped(event.target.value)}
        onSearch={(search) => onChange({ search })}
      />
      {choice<string>(t('Order of the members'), view.sort, SORTS, SORT_TITLES, (sort) => onChange({ sort }))}
      {choice(t('Order of the groups'), look.groupSort, GROUP_SORTS, GROUP_SORT_TITLES, (groupSort) =>
        onLook({ groupSort }),
      )}
      {choice(t('Colour by'), look.colourBy, COLOUR_BYS, COLOUR_TITLES, (colourBy) => onLook({ colourBy }))}
      {choice(t('Compare'), look.normalize, NORMALIZATIONS, NORMALIZATION_TITLES, (normalize) => onLook({ normalize }))}
      <Button icon={<ReloadOutlined />} loading={loading} aria-label={t('Refresh')} onClick={onReload} />
      {children}
      {asOf !== undefined && (
        <Typography.Text type="secondary" style={{ marginInlineStart: 'auto' }}>
          {asOf === null ? t('Not scored yet') : t('Scores of {{moment}}', { moment: moment(asOf) })}
        </Typography.Text>
      )}
    </Flex>
  );
}
