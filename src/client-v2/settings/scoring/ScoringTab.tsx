import { Alert, Badge, Button, Col, Flex, Row, Skeleton, Space, Typography } from 'antd';
import React, { useMemo } from 'react';
import { errorText } from '../../api/errors';
import { useT } from '../../locale';
import { LoadError } from '../LoadError';
import { StickyBar } from '../StickyBar';
import { RunReport } from '../runs/RunReport';
import { FormulaNote } from './FormulaNote';
import { KindWeights } from './KindWeights';
import { checkScoring } from './scoring';
import { ScoringFields } from './ScoringFields';
import { ScoringPreviewPanel } from './ScoringPreviewPanel';
import { useScoringDraft } from './useScoringDraft';

/** How activity becomes a score: to read, to edit, to try out. */
export function ScoringTab(): React.ReactElement {
  const t = useT();
  const scoring = useScoringDraft();
  const { answer, draft, dirty, saved } = scoring;
  const problems = useMemo(() => (draft ? checkScoring(draft, t) : {}), [draft, t]);
  if (scoring.loadError)
    return (
      <LoadError message={t('The scoring could not be loaded.')} error={scoring.loadError} onRetry={scoring.reload} />
    );
  if (!answer || !draft) return <Skeleton active />;
  const incomplete = Object.keys(problems).length > 0;
  return (
    <Flex vertical gap="middle">
      <StickyBar>
        <Typography.Text type="secondary" style={{ maxWidth: 760 }}>
          {t('How activity becomes a score from 0 to 100. Nothing takes effect until you save.')}
        </Typography.Text>
        <Space wrap>
          {dirty && <Badge status="warning" text={t('Unsaved changes')} />}
          <Button disabled={!dirty || scoring.saving} onClick={scoring.discard}>
            {t('Discard')}
          </Button>
          <Button
            type="primary"
            loading={scoring.saving}
            disabled={!dirty || incomplete}
            onClick={() => void scoring.save()}
          >
            {t('Save')}
          </Button>
        </Space>
      </StickyBar>
      {scoring.failure !== null && (
        <Alert
          type="error"
          showIcon
          message={t('The scoring could not be saved.')}
          description={errorText(scoring.failure)}
        />
      )}
      {saved && (
        <Alert
          type="success"
          showIcon
          message={t('Saved. Scores are being worked out anew in the background.')}
          description={saved.run ? <RunReport runId={saved.run} /> : undefined}
        />
      )}
      <Row gutter={[24, 24]}>
        <Col xs={24} xl={14}>
          <Flex vertical gap="large">
            <ScoringFields draft={draft} problems={problems} onChange={scoring.change} />
            <KindWeights draft={draft} titles={answer.kinds} problems={problems} onChange={scoring.change} />
          </Flex>
        </Col>
        <Col xs={24} xl={10}>
          <Flex vertical gap="middle" style={{ position: 'sticky', top: 56 }}>
            <ScoringPreviewPanel draft={draft} dirty={dirty} incomplete={incomplete} />
            <FormulaNote draft={draft} />
          </Flex>
        </Col>
      </Row>
    </Flex>
  );
}
