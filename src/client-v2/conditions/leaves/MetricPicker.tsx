import { Flex, Select, Tag, Typography } from 'antd';
import React, { useMemo } from 'react';
import type { ConditionCatalogue } from '../../../common/conditions';
import { useBuilder } from '../BuilderContext';
import type { Unit } from '../words';

type Metric = ConditionCatalogue['metrics'][number];

/** Metrics in families that people look for them in. */
const FAMILIES: ReadonlyArray<{ title: keyof typeof FAMILY_TITLES; units: readonly Unit[] }> = [
  { title: 'counts', units: ['count'] },
  { title: 'time', units: ['days', 'weeks', 'minutes'] },
  { title: 'money', units: ['amount'] },
  { title: 'scores', units: ['score', 'share', 'probability', 'characters'] },
];

const FAMILY_TITLES = {
  counts: 'How often',
  time: 'Days and time',
  money: 'Money',
  scores: 'Scores and shares',
} as const;

const UNIT_TITLES: Record<Unit, string> = {
  count: 'count',
  days: 'days',
  weeks: 'weeks',
  amount: 'amount',
  minutes: 'min',
  score: '0–100',
  share: '%',
  characters: 'characters',
  probability: '%',
};

export interface MetricPickerProps {
  value: string;
  onChange(key: string): void;
  label: string;
}

/** The metrics of the subject, in families, searchable by title and key. */
export function MetricPicker({ value, onChange, label }: MetricPickerProps): React.ReactElement {
  const { words, subject } = useBuilder();
  const { t, catalogue } = words;
  const options = useMemo(() => {
    const offered = catalogue.metrics.filter((metric) => metric.subjects.includes(subject));
    return FAMILIES.map(({ title, units }) => ({
      label: t(FAMILY_TITLES[title]),
      title: t(FAMILY_TITLES[title]),
      options: offered
        .filter((metric) => units.includes(metric.unit))
        .map((metric) => ({ value: metric.key, label: metric.title, metric })),
    })).filter((family) => family.options.length > 0);
  }, [catalogue, subject, t]);
  return (
    <Select<string>
      showSearch
      aria-label={label}
      style={{ minWidth: 112 }}
      popupMatchSelectWidth={340}
      placeholder={t('Choose a metric')}
      value={value || undefined}
      options={options as never}
      filterOption={(text, option) => matches(text, (option as { metric?: Metric } | undefined)?.metric)}
      optionRender={(option) => <MetricLine metric={(option.data as unknown as { metric: Metric }).metric} />}
      onChange={onChange}
    />
  );

  function MetricLine({ metric }: { metric: Metric }): React.ReactElement {
    return (
      <div>
        <Flex justify="space-between" gap="small">
          {metric.title}
          <Tag bordered={false} style={{ marginInlineEnd: 0 }}>
            {t(UNIT_TITLES[metric.unit])}
          </Tag>
        </Flex>
        {metric.proxy && (
          <Typography.Text type="secondary" style={{ fontSize: 12, whiteSpace: 'normal' }}>
            {metric.proxy}
          </Typography.Text>
        )}
      </div>
    );
  }
}

/** Whether a metric is what someone looks for: every word in its title, key or note. */
function matches(text: string, metric: Metric | undefined): boolean {
  if (!metric) return false;
  const where = `${metric.title} ${metric.key} ${metric.proxy ?? ''}`.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => where.includes(word));
}
