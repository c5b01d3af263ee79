import { Button, Card, Empty, Flex, List, Skeleton, Spin, Statistic, theme, Typography } from 'antd';
import { ArrowRightOutlined } from '@ant-design/icons';
import React, { useState } from 'react';
import type { ScoringDraft, ScoringPreview } from '../../../common/scoring';
import { useT } from '../../locale';
import { MemberCard } from '../../members/MemberCard';
import { useLanguage } from '../../moments';
import { LoadError } from '../LoadError';
import { LevelBars } from './LevelBars';
import { useScoringPreview } from './useScoringPreview';

export interface ScoringPreviewPanelProps {
  draft: ScoringDraft;
  dirty: boolean;
  incomplete: boolean;
}

/** Who would rise and fall with the weighting on the page. */
export function ScoringPreviewPanel({ draft, dirty, incomplete }: ScoringPreviewPanelProps): React.ReactElement {
  const t = useT();
  const { preview, outdated, loading, error, retry } = useScoringPreview(draft, dirty && !incomplete);
  const shown = dirty ? preview : undefined;
  return (
    <Card
      size="small"
      title={t('Preview')}
      extra={loading && shown ? <Spin size="small" aria-label={t('Loading')} /> : null}
      data-testid="scoring-preview"
    >
      {!dirty ? (
        <Empty
          image={Empty.PRESENTED_IMAGE_SIMPLE}
          description={t('Change a number, and see here who would rise and fall. Nothing is changed by looking.')}
        />
      ) : error && !loading ? (
        <LoadError message={t('The preview could not be worked out.')} error={error} onRetry={retry} />
      ) : shown ? (
        <div style={{ opacity: outdated || loading ? 0.5 : 1 }} aria-busy={loading}>
          <Result preview={shown} />
        </div>
      ) : incomplete ? (
        <Typography.Text type="secondary">
          {t('The preview goes on as soon as every number is complete.')}
        </Typography.Text>
      ) : (
        <Skeleton active aria-label={t('Loading')} />
      )}
    </Card>
  );
}

function Result({ preview }: { preview: ScoringPreview }): React.ReactElement {
  const t = useT();
  const language = useLanguage();
  const { token } = theme.useToken();
  const [member, setMember] = useState<number | null>(null);
  const number = { fontSize: 20 };
  return (
    <Flex vertical gap="middle">
      <Flex gap="large" wrap>
        <Statistic title={t('Would rise')} value={preview.rise} valueStyle={{ ...number, color: token.colorSuccess }} />
        <Statistic title={t('Would fall')} value={preview.fall} valueStyle={{ ...number, color: token.colorError }} />
        <Statistic title={t('Would stay')} value={preview.same} valueStyle={number} />
      </Flex>
      <LevelBars levels={preview.levels} />
      <Flex gap="large" wrap>
        <Movers title={t('Rise most')} members={preview.risers} onOpen={setMember} />
        <Movers title={t('Fall most')} members={preview.fallers} onOpen={setMember} />
      </Flex>
      <Typography.Text type="secondary">
        {t('As of {{moment}}.', {
          // Scores are those of a whole day.
          moment: new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(preview.asOf),
        })}
      </Typography.Text>
      <MemberCard memberId={member} onClose={() => setMember(null)} />
    </Flex>
  );
}

interface MoversProps {
  title: string;
  members: ScoringPreview['risers'];
  onOpen(member: number): void;
}

function Movers({ title, members, onOpen }: MoversProps): React.ReactElement {
  const t = useT();
  const language = useLanguage();
  const score = (value: number) => value.toLocaleString(language, { maximumFractionDigits: 1 });
  return (
    <div style={{ flex: 1, minWidth: 180 }}>
      <Typography.Text strong>{title}</Typography.Text>
      <List
        size="small"
        dataSource={members}
        rowKey="id"
        locale={{ emptyText: t('Nobody') }}
        renderItem={({ id, name, now, draft }) => (
          <List.Item style={{ paddingInline: 0 }}>
            <Button type="link" size="small" style={{ paddingInline: 0, minWidth: 0 }} onClick={() => onOpen(id)}>
              <span style={{ overflow: 'hidden', textOverflow: 'ellipsis', maxWidth: 120 }}>{name || `#${id}`}</span>
            </Button>
            <span style={{ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}>
              {score(now)} <ArrowRightOutlined style={{ fontSize: 10, opacity: 0.6 }} /> {score(draft)}
            </span>
          </List.Item>
        )}
      />
    </div>
  );
}
