import { RHYTHM_AUDIENCES, WINDOW_HOURS, type RhythmAudience } from '../../common/rhythm';
import { DIMENSION_TITLES } from '../blocks/memberChoice';
import { PALETTES, type PaletteName } from '../heatmap/options';
import { tExpr } from '../locale';
import { OneGroupPicker } from '../retention/OneGroupPicker';
import { OneMemberPicker } from './OneMemberPicker';
import { RHYTHM_BY, RHYTHM_DAYS, type RhythmBy } from './options';

const field = (title: string, component: unknown, extra: Record<string, unknown> = {}) => ({
  title: tExpr(title),
  'x-decorator': 'FormItem',
  'x-component': component,
  ...extra,
});

export const DAYS_TITLES: Record<number, string> = {
  0: 'All time',
  30: 'Last 30 days',
  90: 'Last 90 days',
  180: 'Last 180 days',
  365: 'Last 365 days',
};

export const WHO_TITLES: Record<RhythmAudience, string> = {
  people: 'Members only',
  everybody: 'With bots, own team and anonymous posts',
};

export const BY_TITLES: Record<RhythmBy, string> = { none: 'All together', ...DIMENSION_TITLES };

export const HOURS_TITLES: Record<number, string> = { 1: '1 hour', 2: '2 hours', 3: '3 hours' };

const PALETTE_TITLES: Record<PaletteName, string> = { viridis: 'Viridis', cividis: 'Cividis', blues: 'Blues' };

/** The settings dialog of the block, as the host's forms are declared. */
export const rhythmSettingsSchema: Record<string, unknown> = {
  days: field('Period', 'Select', {
    type: 'number',
    enum: RHYTHM_DAYS.map((value) => ({ value, label: tExpr(DAYS_TITLES[value]) })),
  }),
  followRecord: field('Show the member or group whose page it stands on', 'Switch', { type: 'boolean' }),
  group: field('Group', OneGroupPicker, { type: 'number' }),
  member: field('Member', OneMemberPicker, { type: 'number' }),
  who: field('Whose messages count', 'Radio.Group', {
    type: 'string',
    enum: RHYTHM_AUDIENCES.map((value) => ({ value, label: tExpr(WHO_TITLES[value]) })),
  }),
  by: field('One picture for each', 'Select', {
    type: 'string',
    enum: RHYTHM_BY.map((value) => ({ value, label: tExpr(BY_TITLES[value]) })),
  }),
  showWindows: field('Best times to publish', 'Switch', { type: 'boolean' }),
  hours: field('Length of a window', 'Select', {
    type: 'number',
    enum: WINDOW_HOURS.map((value) => ({ value, label: tExpr(HOURS_TITLES[value]) })),
  }),
  palette: field('Palette', 'Select', {
    type: 'string',
    enum: PALETTES.map((value) => ({ value, label: tExpr(PALETTE_TITLES[value]) })),
  }),
};
