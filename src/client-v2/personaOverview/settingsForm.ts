import { tExpr } from '../locale';

const field = (title: string) => ({
  type: 'boolean',
  title: tExpr(title),
  'x-decorator': 'FormItem',
  'x-component': 'Switch',
});

/** The settings dialog of the block, as the host's forms are declared. */
export const personaSettingsSchema: Record<string, unknown> = {
  showTreatment: field('Suggested treatment'),
  showTrend: field('Trend'),
  showEmpty: field('Personas that nobody is of'),
};
