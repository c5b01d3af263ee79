import { OneSegmentPicker } from '../blocks/OneSegmentPicker';
import { tExpr } from '../locale';
import { PAGE_SIZES, SEGMENT_DAYS } from './options';

const field = (title: string, component: unknown, extra: Record<string, unknown> = {}) => ({
  title: tExpr(title),
  'x-decorator': 'FormItem',
  'x-component': component,
  ...extra,
});

export const DAYS_TITLES: Record<number, string> = { 30: 'Last 30 days', 90: 'Last 90 days', 365: 'Last 365 days' };

/** The settings dialog of the block, as the host's forms are declared. */
export const segmentSettingsSchema: Record<string, unknown> = {
  segment: field('Segment', OneSegmentPicker, { type: 'string' }),
  choosable: field('Readers may look at other segments', 'Switch', { type: 'boolean' }),
  days: field('Period', 'Select', {
    type: 'number',
    enum: SEGMENT_DAYS.map((value) => ({ value, label: tExpr(DAYS_TITLES[value]) })),
  }),
  showTrend: field('Trend', 'Switch', { type: 'boolean' }),
  showMembers: field('Members', 'Switch', { type: 'boolean' }),
  pageSize: field('Members on a page', 'Select', {
    type: 'number',
    enum: PAGE_SIZES.map((value) => ({ value, label: String(value) })),
  }),
};
