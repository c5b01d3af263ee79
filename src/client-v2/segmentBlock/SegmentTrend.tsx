import { Skeleton } from 'antd';
import React, { lazy, Suspense } from 'react';
import type { SegmentHistory } from '../../common/segments';
import { BlockError, BlockLoading } from '../blocks/BlockStates';
import { VisuallyHidden } from '../blocks/VisuallyHidden';
import { useT } from '../locale';

/** The chart library is large: it is fetched when there is something to draw. */
const Chart = lazy(() => import('../settings/labels/LabelHistoryChart'));

export interface SegmentTrendProps {
  history: SegmentHistory | undefined;
  error: Error | undefined;
  onRetry(): void;
}

/** Who was in a segment on each day, drawn and as a table. */
export function SegmentTrend({ history, error, onRetry }: SegmentTrendProps): React.ReactElement {
  const t = useT();
  if (!history && error)
    return <BlockError error={error} message={t('The history could not be loaded.')} onRetry={onRetry} />;
  if (!history) return <BlockLoading rows={6} />;
  return (
    <section aria-label={t('Trend')} style={{ position: 'relative' }}>
      <Suspense fallback={<Skeleton active />}>
        <Chart history={history} />
      </Suspense>
      <VisuallyHidden>
        <table>
          <caption>{t('Trend')}</caption>
          <thead>
            <tr>
              {[t('Day'), t('Members'), t('Entered it'), t('Left it')].map((heading) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {history.days.map((day, at) => (
              <tr key={day}>
                <th scope="row">{day}</th>
                <td>{history.sizes[at] ?? '–'}</td>
                <td>{history.entered[at]}</td>
                <td>{history.left[at]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </VisuallyHidden>
    </section>
  );
}
