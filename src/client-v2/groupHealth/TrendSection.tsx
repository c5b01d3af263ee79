import { Flex, Select, Spin, Typography } from 'antd';
import React, { lazy, Suspense, useMemo } from 'react';
import { ChoiceBar } from '../blocks/ChoiceBar';
import { HEALTH_STEPS, type GroupHealthAnswer, type HealthSteps } from '../../common/groupHealth';
import { VisuallyHidden } from '../blocks/VisuallyHidden';
import { useT } from '../locale';
import { useLanguage } from '../moments';
import { useNumbers } from '../numbers';
import { TREND_TITLES, useMeasureText } from './measures';
import { TREND_MEASURES, type TrendMeasure } from './options';

const TrendChart = lazy(() => import('./TrendChart'));

const HEIGHT = 240;

const STEP_TITLES: Record<HealthSteps, string> = { day: 'By day', week: 'By week' };

export interface TrendSectionProps {
  answer: GroupHealthAnswer;
  measure: TrendMeasure;
  step: HealthSteps;
  onMeasure(measure: TrendMeasure): void;
  onStep(step: HealthSteps): void;
}

/** One measure over the period, drawn and, for screen readers, as a table. */
export function TrendSection({ answer, measure, step, onMeasure, onStep }: TrendSectionProps): React.ReactElement {
  const t = useT();
  const language = useLanguage();
  const numbers = useNumbers();
  const text = useMeasureText();
  const title = t(TREND_TITLES[measure]);
  const format = measure === 'responseMinutes' ? text.minutes : numbers.count;
  const points = useMemo(() => {
    const day = new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric', timeZone: 'UTC' });
    return answer.trend.map((row) => ({ label: day.format(new Date(`${row.from}T00:00:00Z`)), value: row[measure] }));
  }, [answer, measure, language]);
  const open = !answer.period.complete;
  return (
    <section aria-label={t('Trend')}>
      <Flex wrap gap="small" align="center" style={{ marginBottom: 8 }}>
        <Typography.Text strong>{t('Trend')}</Typography.Text>
        <Select
          size="small"
          aria-label={t('Measure')}
          value={measure}
          style={{ minWidth: 190 }}
          options={TREND_MEASURES.map((value) => ({ value, label: t(TREND_TITLES[value]) }))}
          onChange={onMeasure}
        />
        <ChoiceBar<HealthSteps>
          size="small"
          label={t('Time step')}
          value={step}
          options={HEALTH_STEPS.map((value) => ({ value, label: t(STEP_TITLES[value]) }))}
          onChange={onStep}
        />
      </Flex>
      {open && (
        <Typography.Paragraph type="secondary" style={{ marginBottom: 4, fontSize: 12 }}>
          {t('The last day is not over yet.')}
        </Typography.Paragraph>
      )}
      <div style={{ position: 'relative' }}>
        <div aria-hidden style={{ height: HEIGHT }}>
          <Suspense fallback={<Spin style={{ display: 'block', paddingTop: HEIGHT / 3 }} />}>
            <TrendChart points={points} name={title} height={HEIGHT} format={format} />
          </Suspense>
        </div>
        <VisuallyHidden>
          <table>
            <caption>{`${t('Trend')}: ${title}`}</caption>
            <tbody>
              {points.map(({ label, value }) => (
                <tr key={label}>
                  <th scope="row">{step === 'week' ? t('Week of {{day}}', { day: label }) : label}</th>
                  <td>{value === null ? '–' : format(value)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </VisuallyHidden>
      </div>
    </section>
  );
}
