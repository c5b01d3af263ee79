import { tExpr } from '../locale';
import { RFM_COLOURS, type RfmColour } from './options';

const field = (title: string, component: string, extra: Record<string, unknown> = {}) => ({
  title: tExpr(title),
  'x-decorator': 'FormItem',
  'x-component': component,
  ...extra,
});

export const COLOUR_TITLES: Record<RfmColour, string> = { members: 'Members', monetary: 'Money' };

/** The settings dialog of the block, as the host's forms are declared. */
export const rfmSettingsSchema: Record<string, unknown> = {
  colourBy: field('Cells coloured by', 'Radio.Group', {
    type: 'string',
    enum: RFM_COLOURS.map((value) => ({ value, label: tExpr(COLOUR_TITLES[value]) })),
  }),
  showTiers: field('Value tiers', 'Switch', { type: 'boolean' }),
};
