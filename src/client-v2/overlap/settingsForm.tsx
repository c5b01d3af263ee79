import { OVERLAP_MEASURES, OVERLAP_MEMBERS, type OverlapMeasure, type OverlapMembers } from '../../common/overlap';
import { SegmentsPicker } from '../blocks/OneSegmentPicker';
import { GroupsPicker } from './GroupsPicker';
import { tExpr } from '../locale';
import { PERIOD_TITLES } from '../lifecycle/settingsForm';
import { FLOW_PERIODS, OVERLAP_VIEWS, type OverlapOptions, type OverlapView } from './options';

export const MEASURE_TITLES: Record<OverlapMeasure, string> = {
  coefficient: 'Share of the smaller group',
  jaccard: 'Share of both (Jaccard)',
  shared: 'Shared members',
};

export const MEMBERS_TITLES: Record<OverlapMembers, string> = {
  seen: 'Everybody ever seen',
  present: 'Without those who left',
};

export const VIEW_TITLES: Record<OverlapView, string> = {
  matrix: 'Shared members',
  flow: 'Forwarded content',
  cold: 'Quiet groups',
};

const field = (title: string, component: unknown, extra: Record<string, unknown> = {}) => ({
  title: tExpr(title),
  'x-decorator': 'FormItem',
  'x-component': component,
  ...extra,
});

const percent = (title: string) =>
  field(title, 'NumberPicker', {
    type: 'number',
    'x-component-props': { min: 0, max: 100, step: 5, precision: 0, addonAfter: '%' },
  });

const counted = (title: string) =>
  field(title, 'NumberPicker', { type: 'number', 'x-component-props': { min: 1, max: 1_000_000, precision: 0 } });

/** The settings dialog of the block, as the host's forms are declared. */
export const overlapSettingsSchema: Record<keyof OverlapOptions, unknown> = {
  groups: field('Groups', GroupsPicker, { type: 'array' }),
  members: field('Members that count', 'Radio.Group', {
    type: 'string',
    enum: OVERLAP_MEMBERS.map((value) => ({ value, label: tExpr(MEMBERS_TITLES[value]) })),
  }),
  segments: field('Segments', SegmentsPicker, { type: 'array' }),
  view: field('Opens with', 'Select', {
    type: 'string',
    enum: OVERLAP_VIEWS.map((value) => ({ value, label: tExpr(VIEW_TITLES[value]) })),
  }),
  measure: field('Colour by', 'Select', {
    type: 'string',
    enum: OVERLAP_MEASURES.map((value) => ({ value, label: tExpr(MEASURE_TITLES[value]) })),
  }),
  flowDays: field('Period of forwarded content', 'Select', {
    type: 'number',
    enum: FLOW_PERIODS.map((value) => ({ value, label: tExpr(PERIOD_TITLES[value]) })),
  }),
  height: field('Height of the matrix', 'NumberPicker', {
    type: 'number',
    'x-component-props': { min: 200, max: 2000, step: 20, precision: 0, addonAfter: 'px' },
  }),
  minShared: counted('Shared members that a hint needs'),
  mergeJaccard: percent('Merge: from this share of both groups'),
  mergeCoefficient: percent('Or merge: from this share of the smaller group'),
  mergeSize: percent('… if the smaller group has at least this share of the larger one’s members'),
  interlinkCoefficient: percent('Interlink: from this share of the smaller group'),
  splitMembers: counted('Split: groups with at least so many members'),
  splitShare: percent('Split: each part at least this share'),
  splitContact: percent('Split: at most this share at home in both parts'),
  coldPast: percent('Quiet: at most this share of its own past'),
  coldRelated: percent('Quiet: at most this share of related groups'),
};
