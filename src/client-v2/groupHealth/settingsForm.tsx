import { HEALTH_MEASURES } from '../../common/groupHealth';
import { tExpr } from '../locale';
import { OneGroupPicker } from '../retention/OneGroupPicker';
import { TREND_TITLES } from './measures';
import { LIMITS, PERIODS, TREND_MEASURES } from './options';

const field = (title: string, component: unknown, extra: Record<string, unknown> = {}) => ({
  title: tExpr(title),
  'x-decorator': 'FormItem',
  'x-component': component,
  ...extra,
});

export const PERIOD_TITLES: Record<number, string> = {
  7: 'Last 7 days',
  30: 'Last 30 days',
  90: 'Last 90 days',
  365: 'Last year',
};

const LIMIT_TITLES = {
  postsPerMemberDay: 'Posts per member and day: at least',
  interactionRate: 'Interaction rate: at least, %',
  responseMinutes: 'Response time: below, minutes',
  weeklyLeaveRate: 'Weekly leave rate: at most, %',
  monthlyLeaveRate: 'Monthly leave rate: below, %',
  speakingRate: 'Speaking rate: at least, %',
} as const;

/** The settings dialog of the block, as the host's forms are declared. */
export const groupHealthSettingsSchema: Record<string, unknown> = {
  days: field('Period', 'Select', {
    type: 'number',
    enum: PERIODS.map((value) => ({ value, label: tExpr(PERIOD_TITLES[value]) })),
  }),
  group: field('Group', OneGroupPicker, { type: 'number' }),
  limits: {
    type: 'object',
    properties: Object.fromEntries(
      HEALTH_MEASURES.map((measure) => {
        const { most, step } = LIMITS[measure];
        return [
          measure,
          field(LIMIT_TITLES[measure], 'NumberPicker', {
            type: 'number',
            required: true,
            minimum: 0,
            maximum: most,
            'x-component-props': { min: 0, max: most, step },
          }),
        ];
      }),
    ),
  },
  trend: field('Trend of', 'Select', {
    type: 'string',
    enum: TREND_MEASURES.map((value) => ({ value, label: tExpr(TREND_TITLES[value]) })),
  }),
  showTrend: field('Trend', 'Switch', { type: 'boolean' }),
  showGroups: field('Comparison of groups', 'Switch', { type: 'boolean' }),
  showContent: field('Content and its effect', 'Switch', { type: 'boolean' }),
};
