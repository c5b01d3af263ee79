import { Alert, Button, Card, Empty, Flex, Skeleton, Spin, Statistic, Typography } from 'antd';
import React, { useState } from 'react';
import type { PreviewAnswer } from '../../../common/lifecycle';
import type { Words } from '../../conditions';
import { MemberCard } from '../../members/MemberCard';
import { useMoment } from '../../moments';
import { LoadError } from '../LoadError';
import { ChangesTable } from './ChangesTable';
import { PreviewSample } from './PreviewSample';
import type { Stage } from './rules';
import type { RulePreview } from './usePreview';

export interface PreviewPanelProps {
  result: RulePreview;
  stages: readonly Stage[];
  words: Words;
  /** Whether the rules differ from those in force: then they are previewed by themselves. */
  dirty: boolean;
  /** Whether something is missing or impossible; nothing is asked then. */
  incomplete: boolean;
  /** Asks for the preview of rules that were not changed. */
  onAsk(): void;
}

/** What the rules on the page would do today, beside what the rules in force do. */
export function PreviewPanel(props: PreviewPanelProps): React.ReactElement {
  const { result, stages, words, dirty, incomplete, onAsk } = props;
  const { t } = words;
  const { preview, outdated, loading, error, retry } = result;
  return (
    <Card
      size="small"
      title={t('Preview')}
      extra={loading && preview ? <Spin size="small" aria-label={t('Loading')} /> : null}
      data-testid="rule-preview"
    >
      {incomplete && (
        <Alert
          type="info"
          showIcon
          style={{ marginBottom: 12 }}
          message={t('The preview goes on as soon as the rules are complete.')}
        />
      )}
      {error && !loading ? (
        <LoadError message={t('The preview could not be worked out.')} error={error} onRetry={retry} />
      ) : preview ? (
        <div style={{ opacity: outdated || loading ? 0.5 : 1 }} aria-busy={loading}>
          <Result preview={preview} stages={stages} words={words} dirty={dirty} />
        </div>
      ) : loading ? (
        <Skeleton active aria-label={t('Loading')} />
      ) : (
        !incomplete && (
          <Empty
            image={Empty.PRESENTED_IMAGE_SIMPLE}
            description={t('Change a rule, and see here who would change stage today. Nothing is changed by looking.')}
          >
            <Button size="small" onClick={onAsk}>
              {t('Show for the rules in force')}
            </Button>
          </Empty>
        )
      )}
    </Card>
  );
}

interface ResultProps {
  preview: PreviewAnswer;
  stages: readonly Stage[];
  words: Words;
  dirty: boolean;
}

function Result({ preview, stages, words, dirty }: ResultProps): React.ReactElement {
  const { t } = words;
  const moment = useMoment();
  const [member, setMember] = useState<number | null>(null);
  const sum = (changes: PreviewAnswer['changes']) => changes.reduce((total, { members }) => total + members, 0);
  return (
    <Flex vertical gap="middle">
      <Flex gap="large" wrap>
        <Statistic title={t('Would change stage')} value={sum(preview.changes)} valueStyle={{ fontSize: 20 }} />
        {dirty && (
          <Statistic title={t('With the rules in force')} value={sum(preview.current)} valueStyle={{ fontSize: 20 }} />
        )}
        <Statistic title={t('Members looked at')} value={preview.members} valueStyle={{ fontSize: 20 }} />
      </Flex>
      <ChangesTable changes={preview.changes} current={dirty ? preview.current : null} stages={stages} />
      {preview.sample.length > 0 && (
        <>
          <Typography.Text strong>{t('For example')}</Typography.Text>
          <PreviewSample sample={preview.sample} stages={stages} words={words} onOpen={setMember} />
        </>
      )}
      <Typography.Text type="secondary">{t('As of {{moment}}.', { moment: moment(preview.asOf) })}</Typography.Text>
      <MemberCard memberId={member} onClose={() => setMember(null)} />
    </Flex>
  );
}
