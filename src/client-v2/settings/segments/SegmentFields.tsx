import { Divider, Form, Input, Radio } from 'antd';
import React from 'react';
import type { SegmentMode, SegmentRefresh } from '../../../common/segments';
import { ConditionBuilder, emptyCondition, problemsWithin, type Problem, type Words } from '../../conditions';
import { ColourInput } from '../labels/ColourInput';
import { OwnerSelect } from '../labels/OwnerSelect';
import { DEFAULT_SCHEDULE, type EditedSegment } from './draft';

const MODE_TITLES: Record<SegmentMode, string> = {
  dynamic: 'By a condition: always those who meet it',
  static: 'A list that is kept by hand',
};

const REFRESH_TITLES: Record<SegmentRefresh, string> = {
  run: 'After each run of scores and stages',
  scheduled: 'By a schedule of its own',
  demand: 'Only when somebody asks',
};

export interface SegmentFieldsProps {
  segment: EditedSegment;
  words: Words;
  problems: readonly Problem[];
  onChange(segment: EditedSegment): void;
}

/** Everything about a segment that can be changed. */
export function SegmentFields({ segment, words, problems, onChange }: SegmentFieldsProps): React.ReactElement {
  const { t } = words;
  const set = (change: Partial<EditedSegment>) => onChange({ ...segment, ...change });
  const wrong = (name: string) => {
    const found = problemsWithin(problems, name);
    return found.length > 0 ? { validateStatus: 'error' as const, help: found.map(({ text }) => text).join(' ') } : {};
  };
  return (
    <Form layout="vertical" component="div">
      <Form.Item label={t('Title')} htmlFor="segment-title" required {...wrong('title')}>
        <Input
          id="segment-title"
          maxLength={200}
          value={segment.title}
          onChange={(event) => set({ title: event.target.value })}
        />
      </Form.Item>
      <Form.Item label={t('Description')} htmlFor="segment-description" {...wrong('description')}>
        <Input.TextArea
          id="segment-description"
          autoSize={{ minRows: 1, maxRows: 6 }}
          maxLength={2000}
          value={segment.description ?? ''}
          onChange={(event) => set({ description: event.target.value || null })}
        />
      </Form.Item>
      <Form.Item label={t('Colour')} {...wrong('color')}>
        <ColourInput value={segment.color} onChange={(color) => set({ color })} />
      </Form.Item>
      <Form.Item label={t('Owner')} {...wrong('ownerId')}>
        <OwnerSelect value={segment.owner} onChange={(owner) => set({ owner })} />
      </Form.Item>
      <Form.Item label={t('Who is in it')} {...wrong('mode')}>
        <Radio.Group
          aria-label={t('Who is in it')}
          value={segment.mode}
          style={{ display: 'flex', flexDirection: 'column', gap: 8 }}
          options={(['dynamic', 'static'] as const).map((value) => ({ value, label: t(MODE_TITLES[value]) }))}
          onChange={(event) => {
            const mode = event.target.value as SegmentMode;
            const condition = segment.condition ?? { all: [emptyCondition('compare')] };
            set({ mode, condition, refresh: segment.refresh });
          }}
        />
      </Form.Item>
      {segment.mode === 'dynamic' && (
        <>
          <Divider orientation="left" orientationMargin={0}>
            {t('A member is in it while')}
          </Divider>
          <ConditionBuilder
            value={segment.condition ?? { all: [] }}
            path="condition"
            label={t('A member is in it while')}
            words={words}
            problems={problems}
            onChange={(condition) => set({ condition })}
          />
          <Form.Item label={t('Refreshed')} style={{ marginTop: 24 }} {...wrong('refresh')}>
            <Radio.Group
              aria-label={t('Refreshed')}
              value={segment.refresh}
              style={{ display: 'flex', flexDirection: 'column', gap: 8 }}
              options={(['run', 'scheduled', 'demand'] as const).map((value) => ({
                value,
                label: t(REFRESH_TITLES[value]),
              }))}
              onChange={(event) => {
                const refresh = event.target.value as SegmentRefresh;
                set({ refresh, schedule: refresh === 'scheduled' ? segment.schedule || DEFAULT_SCHEDULE : null });
              }}
            />
          </Form.Item>
          {segment.refresh === 'scheduled' && (
            <Form.Item
              label={t('Cron expression')}
              htmlFor="segment-schedule"
              extra={t('Minute, hour, day, month, weekday. For example 0 6 * * 1 is every Monday at six.')}
              {...wrong('schedule')}
            >
              <Input
                id="segment-schedule"
                style={{ maxWidth: 240, fontFamily: 'monospace' }}
                value={segment.schedule ?? ''}
                onChange={(event) => set({ schedule: event.target.value })}
              />
            </Form.Item>
          )}
        </>
      )}
    </Form>
  );
}
