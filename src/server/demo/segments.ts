import type { Database } from '@nocobase/database';
import { SEGMENT_TEMPLATES, type SegmentTemplate } from '../../common/segmentTemplates';

type Values = Parameters<SegmentTemplate['condition']>[0];

/** Templates that an operator would add on the first day, as they come but for the title. */
const SEGMENTS: ReadonlyArray<{ template: string; titleEn: string; titleZh: string; values: Values }> = [
  { template: 'silent_days', titleEn: 'Silent for a week', titleZh: '沉默一周', values: { days: 7 } },
  {
    template: 'deep_users',
    titleEn: 'Deep users',
    titleZh: '深度用户',
    values: { activeDays: 8, messages: 20, days: 30 },
  },
  { template: 'new_this_week', titleEn: 'New this month', titleZh: '本月新成员', values: { days: 30 } },
  {
    template: 'evening',
    titleEn: 'Evening people',
    titleZh: '晚间活跃',
    values: { hour: 20, untilHour: 22, share: 0.3, days: 30 },
  },
  { template: 'spend_high', titleEn: 'Big spenders', titleZh: '高消费', values: { amount: 500, days: 90 } },
];

/**
 * Adds the demonstration's segments, which the next run fills. Those that are there, and those that an operator has removed
 * while others stayed, are left alone.
 *
 * @param chinese whether their titles are Chinese; operators may change them
 */
export async function createDemoSegments(db: Database, chinese: boolean): Promise<void> {
  const segments = db.getRepository('communitySegments');
  if (await segments.count()) return;
  for (const { template, titleEn, titleZh, values } of SEGMENTS) {
    const found = SEGMENT_TEMPLATES.find(({ key }) => key === template);
    if (!found) throw new Error(`There is no template of segments "${template}".`);
    await segments.create({
      values: {
        key: template,
        title: chinese ? titleZh : titleEn,
        color: found.color,
        mode: 'dynamic',
        condition: found.condition(values),
        refresh: 'run',
      },
    });
  }
}
