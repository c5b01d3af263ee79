import { SegmentsPicker } from '../blocks/OneSegmentPicker';
import { tExpr } from '../locale';
import { COMPARED_BY, MOST_COMPARED, type ComparedBy } from './options';

const field = (title: string, component: unknown, extra: Record<string, unknown> = {}) => ({
  title: tExpr(title),
  'x-decorator': 'FormItem',
  'x-component': component,
  ...extra,
});

export const BY_TITLES: Record<ComparedBy, string> = { stages: 'Stages', personas: 'Personas', tiers: 'Value tiers' };

/** The settings dialog of the block, as the host's forms are declared. */
export const comparisonSettingsSchema: Record<string, unknown> = {
  segments: field('Segments', SegmentsPicker, { type: 'array', 'x-component-props': { most: MOST_COMPARED } }),
  by: field('Members told apart by', 'Radio.Group', {
    type: 'string',
    enum: COMPARED_BY.map((value) => ({ value, label: tExpr(BY_TITLES[value]) })),
  }),
  showOverlap: field('Overlap', 'Switch', { type: 'boolean' }),
};
