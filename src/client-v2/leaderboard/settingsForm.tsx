import { BOARDS, RANKED_BY } from '../../common/leaderboard';
import { tExpr } from '../locale';
import { PERIOD_TITLES } from '../lifecycle/settingsForm';
import { OneGroupPicker } from '../retention/OneGroupPicker';
import { LEADERBOARD_DAYS, PAGE_SIZES } from './options';
import { BOARD_TITLES, FIGURE_TITLES } from './titles';

const field = (title: string, component: unknown, extra: Record<string, unknown> = {}) => ({
  title: tExpr(title),
  'x-decorator': 'FormItem',
  'x-component': component,
  ...extra,
});

/** The settings dialog of the block, as the host's forms are declared. */
export const leaderboardSettingsSchema: Record<string, unknown> = {
  board: field('First board', 'Radio.Group', {
    type: 'string',
    enum: BOARDS.map((value) => ({ value, label: tExpr(BOARD_TITLES[value]) })),
  }),
  by: field('Ranked by', 'Select', {
    type: 'string',
    enum: BOARDS.flatMap((board) => RANKED_BY[board]).map((value) => ({ value, label: tExpr(FIGURE_TITLES[value]) })),
  }),
  days: field('Period', 'Select', {
    type: 'number',
    enum: LEADERBOARD_DAYS.map((value) => ({ value, label: tExpr(PERIOD_TITLES[value]) })),
  }),
  group: field('Group', OneGroupPicker, { type: 'number' }),
  pageSize: field('Places on a page', 'Select', {
    type: 'number',
    enum: PAGE_SIZES.map((value) => ({ value, label: String(value) })),
  }),
  everybody: field('Rank bots and the own team too', 'Switch', { type: 'boolean' }),
};
