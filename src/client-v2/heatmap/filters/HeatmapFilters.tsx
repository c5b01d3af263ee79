import { Button, Flex, Select } from 'antd';
import React from 'react';
import { useSegments } from '../../blocks/useSegments';
import { useT } from '../../locale';
import { NO_FILTERS, type HeatmapView } from '../query';
import type { StageOption } from '../stages';
import { usePersonas, useTags, type Choice } from './choices';
import { HostFilter } from './HostFilter';

export interface HeatmapFiltersProps {
  view: HeatmapView;
  stages: readonly StageOption[];
  onChange(change: Partial<HeatmapView>): void;
}

/** Narrows the members: stage, persona, tag, segment, and the host's own filter. A further way is one more entry of `lists`. */
export function HeatmapFilters({ view, stages, onChange }: HeatmapFiltersProps): React.ReactElement {
  const t = useT();
  const personas = usePersonas();
  const { tags } = useTags();
  const segments = useSegments();
  const lists: Array<{
    title: string;
    options: readonly Choice[];
    value: Array<number | string>;
    change(value: Array<number | string>): Partial<HeatmapView>;
  }> = [
    { title: t('Stage'), options: stages, value: view.stages, change: (value) => ({ stages: value.map(String) }) },
    {
      title: t('Persona'),
      options: personas,
      value: view.personas,
      change: (value) => ({ personas: value.map(String) }),
    },
    { title: t('Tags'), options: tags, value: view.tags, change: (value) => ({ tags: value }) },
    {
      title: t('Segment'),
      options: segments,
      value: view.segments,
      change: (value) => ({ segments: value.map(String) }),
    },
  ];
  const { stages: chosen, personas: kinds, tags: carried, segments: within, filter } = view;
  const narrowed = chosen.length + kinds.length + carried.length + within.length + Object.keys(filter).length > 0;
  return (
    <Flex wrap gap="small" align="center" role="group" aria-label={t('Filter')}>
      <HostFilter value={filter} onChange={(value) => onChange({ filter: value })} />
      {lists
        .filter(({ options, value }) => options.length > 0 || value.length > 0)
        .map(({ title, options, value, change }) => (
          <Select
            key={title}
            mode="multiple"
            allowClear
            maxTagCount="responsive"
            optionFilterProp="label"
            style={{ minWidth: 150, maxWidth: 320 }}
            placeholder={title}
            aria-label={title}
            value={value}
            options={[...options]}
            onChange={(next: Array<number | string>) => onChange(change(next))}
          />
        ))}
      {narrowed && (
        <Button type="link" size="small" onClick={() => onChange({ ...NO_FILTERS, search: view.search })}>
          {t('Clear filters')}
        </Button>
      )}
    </Flex>
  );
}
