import { Alert, Card, Flex, Skeleton, Spin, Statistic, Typography } from 'antd';
import React from 'react';
import type { SegmentPreview } from '../../../common/segments';
import type { Words } from '../../conditions';
import { useMoment } from '../../moments';
import { useNumbers } from '../../numbers';
import { LoadError } from '../LoadError';
import { OverlapList } from './OverlapList';
import { SampleList } from './SampleList';
import type { LabelPreviewState } from './useLabelPreview';
import { warningText } from './warnings';

export interface LabelPreviewPanelProps {
  result: LabelPreviewState;
  words: Words;
  /** Whether something is missing: nothing is asked then. */
  incomplete: boolean;
}

/** Whom the condition on the page finds now. */
export function LabelPreviewPanel({ result, words, incomplete }: LabelPreviewPanelProps): React.ReactElement {
  const { t } = words;
  const { preview, outdated, loading, error, retry } = result;
  return (
    <Card
      size="small"
      title={t('Preview')}
      extra={loading && preview ? <Spin size="small" aria-label={t('Loading')} /> : null}
      data-testid="label-preview"
    >
      {incomplete && (
        <Alert
          type="info"
          showIcon
          style={{ marginBottom: preview ? 12 : 0 }}
          message={t('The preview goes on as soon as the condition is complete.')}
        />
      )}
      {error ? (
        <LoadError message={t('The preview could not be worked out.')} error={error} onRetry={retry} />
      ) : preview ? (
        <div style={{ opacity: outdated ? 0.5 : 1 }} aria-busy={loading} aria-live="polite">
          <Found preview={preview} words={words} />
        </div>
      ) : (
        !incomplete && <Skeleton active aria-label={t('Loading')} />
      )}
    </Card>
  );
}

function Found({ preview, words }: { preview: SegmentPreview; words: Words }): React.ReactElement {
  const { t } = words;
  const numbers = useNumbers();
  const moment = useMoment();
  const { size, population, warnings, overlaps, sample, asOf, ms } = preview;
  return (
    <Flex vertical gap="middle">
      <Flex gap="large" wrap>
        <Statistic
          title={t('Members')}
          value={size}
          formatter={() => numbers.count(size)}
          valueStyle={{ fontSize: 24 }}
        />
        <Statistic
          title={t('Share of everybody')}
          value={population > 0 ? size / population : 0}
          formatter={() => (population > 0 ? numbers.percent(size / population) : '–')}
          valueStyle={{ fontSize: 24 }}
        />
      </Flex>
      {warnings.map((warning) => (
        <Alert
          key={`${warning.code} ${'key' in warning ? warning.key : ''}`}
          type="warning"
          showIcon
          message={warningText(warning, t, numbers)}
        />
      ))}
      {overlaps.length > 0 && (
        <div>
          <Typography.Paragraph strong style={{ marginBottom: 8 }}>
            {t('Overlap with other segments')}
          </Typography.Paragraph>
          <OverlapList overlaps={overlaps} />
        </div>
      )}
      {sample.length > 0 && (
        <div>
          <Typography.Text strong>{t('For example')}</Typography.Text>
          <SampleList sample={sample} words={words} />
        </div>
      )}
      <Typography.Text type="secondary">
        {t('As of {{moment}}, counted in {{ms}} ms.', { moment: moment(asOf), ms: numbers.count(ms) })}
      </Typography.Text>
    </Flex>
  );
}
