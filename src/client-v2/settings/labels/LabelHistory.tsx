import { Empty, Segmented, Skeleton } from 'antd';
import React, { lazy, Suspense, useState } from 'react';
import type { LibraryKind } from '../../../common/ruleLibrary';
import { VisuallyHidden } from '../../blocks/VisuallyHidden';
import { useT } from '../../locale';
import { LoadError } from '../LoadError';
import { useLabelHistory } from './useLabelHistory';

/** The chart library is large: it is fetched when there is something to draw. */
const LabelHistoryChart = lazy(() => import('./LabelHistoryChart'));

const SPANS = [30, 90, 365];

/** Who carried a label over time: sizes, and how many entered and left each day. */
export function LabelHistory({ kind, label }: { kind: LibraryKind; label: string }): React.ReactElement {
  const t = useT();
  const [days, setDays] = useState(90);
  const { data, error, refresh } = useLabelHistory(kind, label, days);
  if (error && !data)
    return <LoadError message={t('The history could not be loaded.')} error={error} onRetry={refresh} />;
  return (
    <div data-testid="label-history">
      <Segmented<number>
        size="small"
        aria-label={t('How far back')}
        value={days}
        options={SPANS.map((value) => ({ value, label: t('{{days}} days', { days: value }) }))}
        onChange={setDays}
      />
      {!data ? (
        <Skeleton active />
      ) : data.sizes.every((size) => !size) ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('Nobody has been in it yet.')} />
      ) : (
        <>
          <Suspense fallback={<Skeleton active />}>
            <LabelHistoryChart history={data} />
          </Suspense>
          <VisuallyHidden>
            <table>
              <thead>
                <tr>
                  {[t('Day'), t('Members'), t('Entered it'), t('Left it')].map((heading) => (
                    <th key={heading}>{heading}</th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {data.days.map((day, at) => (
                  <tr key={day}>
                    <td>{day}</td>
                    <td>{data.sizes[at] ?? '–'}</td>
                    <td>{data.entered[at]}</td>
                    <td>{data.left[at]}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </VisuallyHidden>
        </>
      )}
    </div>
  );
}
