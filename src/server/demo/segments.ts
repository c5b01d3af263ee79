import type { Database } from '@nocobase/database';
import { SEGMENT_TEMPLATES, type SegmentTemplate } from '../../common/segmentTemplates';

type Values = Parameters<SegmentTemplate['condition']>[0];

/** Templates that an operator would add on the first day, as they come but for the title. */
const SEGMENTS: ReadonlyArray<{ template: string; title: string; values: Values }> = [
  { template: 'silent_days', title: 'Silent for a week', values: { days: 7 } },
  { template: 'deep_users', title: 'Deep users', values: { activeDays: 8, messages: 20, days: 30 } },
  { template: 'new_this_week', title: 'New this month', values: { days: 30 } },
  { template: 'evening', title: 'Evening people', values: { hour: 20, untilHour: 22, share: 0.3, days: 30 } },
];

/**
 * Adds the demonstration's segments, which the next run fills. Those that are there, and those that an operator has removed
 * while others stayed, are left alone.
 */
export async function createDemoSegments(db: Database): Promise<void> {
  const segments = db.getRepository('communitySegments');
  if (await segments.count()) return;
  for (const { template, title, values } of SEGMENTS) {
    const found = SEGMENT_TEMPLATES.find(({ key }) => key === template);
    if (!found) throw new Error(`There is no template of segments "${template}".`);
    await segments.create({
      values: {
        key: template,
        title,
        color: found.color,
        mode: 'dynamic',
        condition: found.condition(values),
        refresh: 'run',
      },
    });
  }
}
