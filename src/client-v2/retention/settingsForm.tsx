import { RETENTION_BASES, type RetentionBasis } from '../../common/retention';
import { tExpr } from '../locale';
import { OneGroupPicker } from './OneGroupPicker';
import { WEEK_COUNTS } from './options';

const field = (title: string, component: unknown, extra: Record<string, unknown> = {}) => ({
  title: tExpr(title),
  'x-decorator': 'FormItem',
  'x-component': component,
  ...extra,
});

export const BASIS_TITLES: Record<RetentionBasis, string> = {
  joined: 'Joined',
  firstSeen: 'First seen',
  firstMessage: 'First message',
};

export const WEEKS_TITLES: Record<number, string> = {
  8: '8 weeks',
  12: '12 weeks',
  26: '26 weeks',
  52: '52 weeks',
};

/** The settings dialog of the block, as the host's forms are declared. */
export const retentionSettingsSchema: Record<string, unknown> = {
  basis: field('New by', 'Radio.Group', {
    type: 'string',
    enum: RETENTION_BASES.map((value) => ({ value, label: tExpr(BASIS_TITLES[value]) })),
  }),
  weeks: field('Period', 'Select', {
    type: 'number',
    enum: WEEK_COUNTS.map((value) => ({ value, label: tExpr(WEEKS_TITLES[value]) })),
  }),
  group: field('Group', OneGroupPicker, { type: 'number' }),
  showCohorts: field('Cohorts', 'Switch', { type: 'boolean' }),
  showMovement: field('New, returning, back and silent', 'Switch', { type: 'boolean' }),
};
