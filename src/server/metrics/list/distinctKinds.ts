import { SUBJECTS } from '../../../common/conditions';
import type { Metric } from '../metric';
import { windowEdges } from '../time';

/** Different kinds of things done. A return after a leave is a sign of life, but joining is nothing that one does. */
export const distinctKinds: Metric = {
  key: 'distinctKinds',
  titleEn: 'Different kinds of activity',
  titleZh: '互动种类数',
  unit: 'count',
  subjects: SUBJECTS,
  source: 'facts',
  restrictable: { window: true, groups: true, kinds: true },
  sql: (_request, sql) =>
    `COUNT(DISTINCT CASE WHEN f."count" > 0 AND ${sql.within(sql.signsOfLife)} THEN f."kind" END)`,
  touchedBy: null,
  timeEdges: (request) => windowEdges(request, 'signsOfLife'),
};
