import { ReloadOutlined } from '@ant-design/icons';
import { Button, Flex, Select } from 'antd';
import React from 'react';
import { RHYTHM_AUDIENCES, WINDOW_HOURS } from '../../common/rhythm';
import { MemberFilterPicker } from '../blocks/MemberFilterPicker';
import type { Dimension } from '../blocks/memberChoice';
import type { Choice } from '../heatmap/filters/choices';
import { useT } from '../locale';
import { OneGroupPicker } from '../retention/OneGroupPicker';
import { RHYTHM_BY, RHYTHM_DAYS, type RhythmBy } from './options';
import type { RhythmView } from './query';
import { BY_TITLES, DAYS_TITLES, HOURS_TITLES, WHO_TITLES } from './settingsForm';

export interface RhythmToolbarProps {
  view: RhythmView;
  loading: boolean;
  dimensions: Record<Dimension, readonly Choice[]>;
  /** False where the page decides whose rhythm it is. */
  choosesGroup: boolean;
  choosesHours: boolean;
  onChange(change: Partial<RhythmView>): void;
  onReload(): void;
}

/** Period, group, whose messages count, what they are told apart by, length of a window, refresh. */
export function RhythmToolbar(props: RhythmToolbarProps): React.ReactElement {
  const { view, loading, dimensions, choosesGroup, choosesHours, onChange, onReload } = props;
  const t = useT();
  return (
    <Flex wrap gap="small" align="center">
      <Select
        aria-label={t('Period')}
        value={view.days}
        style={{ minWidth: 140 }}
        options={RHYTHM_DAYS.map((value) => ({ value, label: t(DAYS_TITLES[value]) }))}
        onChange={(days: number) => onChange({ days })}
      />
      {choosesGroup && (
        <OneGroupPicker value={view.group} style={{ minWidth: 200 }} onChange={(group) => onChange({ group })} />
      )}
      {view.member === null && (
        <Select
          aria-label={t('Whose messages count')}
          value={view.who}
          style={{ minWidth: 170 }}
          popupMatchSelectWidth={false}
          options={RHYTHM_AUDIENCES.map((value) => ({ value, label: t(WHO_TITLES[value]) }))}
          onChange={(who) => onChange({ who })}
        />
      )}
      {choosesHours && (
        <Select
          aria-label={t('Length of a window')}
          value={view.hours}
          style={{ minWidth: 100 }}
          options={WINDOW_HOURS.map((value) => ({ value: value as number, label: t(HOURS_TITLES[value]) }))}
          onChange={(hours: number) => onChange({ hours })}
        />
      )}
      {view.member === null && (
        <>
          <Select<RhythmBy>
            aria-label={t('One picture for each')}
            value={view.by}
            style={{ minWidth: 140 }}
            popupMatchSelectWidth={false}
            options={RHYTHM_BY.filter((by) => by === 'none' || by === view.by || dimensions[by].length > 0).map(
              (value) => ({ value, label: t(BY_TITLES[value]) }),
            )}
            onChange={(by) => onChange({ by })}
          />
          <MemberFilterPicker value={view.members} options={dimensions} onChange={(members) => onChange({ members })} />
        </>
      )}
      <Button icon={<ReloadOutlined />} loading={loading} aria-label={t('Refresh')} onClick={onReload} />
    </Flex>
  );
}
