import { tExpr } from '../locale';
import { COUNTED, FLOW_VIEWS, PERIODS, type Counted, type FlowView } from './options';

const field = (title: string, component: string, extra: Record<string, unknown> = {}) => ({
  title: tExpr(title),
  'x-decorator': 'FormItem',
  'x-component': component,
  ...extra,
});

export const PERIOD_TITLES: Record<number, string> = {
  7: 'Last 7 days',
  30: 'Last 30 days',
  90: 'Last 90 days',
  365: 'Last 365 days',
};

export const FLOW_TITLES: Record<FlowView, string> = {
  changes: 'Every change of stage',
  paths: 'Where members stood before and after',
};

export const COUNTED_TITLES: Record<Counted, string> = {
  all: 'All changes',
  asItHappened: 'Only changes as they happened',
};

/** The settings dialog of the block, as the host's forms are declared. */
export const lifecycleSettingsSchema: Record<string, unknown> = {
  days: field('Period', 'Select', {
    type: 'number',
    enum: PERIODS.map((value) => ({ value, label: tExpr(PERIOD_TITLES[value]) })),
  }),
  counted: field('Changes that count', 'Radio.Group', {
    type: 'string',
    description: tExpr('History that was imported and placed later counts only among all changes.'),
    enum: COUNTED.map((value) => ({ value, label: tExpr(COUNTED_TITLES[value]) })),
  }),
  showFlows: field('Flows', 'Switch', { type: 'boolean' }),
  flows: field('Flows show', 'Radio.Group', {
    type: 'string',
    enum: FLOW_VIEWS.map((value) => ({ value, label: tExpr(FLOW_TITLES[value]) })),
  }),
  height: field('Height of the flows', 'NumberPicker', {
    type: 'number',
    'x-component-props': { min: 200, max: 1200, step: 20, precision: 0, addonAfter: 'px' },
  }),
  showConversions: field('Conversions', 'Switch', { type: 'boolean' }),
};
