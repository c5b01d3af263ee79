import { useRequest } from 'ahooks';
import { Button, Drawer, Empty, Skeleton, Tag, Timeline, Typography } from 'antd';
import React from 'react';
import type { StageRuleDraft } from '../../../common/lifecycle';
import { ruleTitle } from '../../../common/shippedTitles';
import { useApi } from '../../api/useApi';
import { ConditionSentence, type Words } from '../../conditions';
import { useMoment } from '../../moments';
import { LoadError } from '../LoadError';
import type { EditedRule, RuleVersion, Stage } from './rules';
import { StageTag } from './StageTag';

export interface VersionsDrawerProps {
  rule: EditedRule;
  stages: readonly Stage[];
  words: Words;
  onClose(): void;
  /** Takes a version back into the draft. */
  onRestore(rule: StageRuleDraft): void;
}

/** What a rule said before: each version stays readable, because stage changes refer to it. */
export function VersionsDrawer({ rule, stages, words, onClose, onRestore }: VersionsDrawerProps): React.ReactElement {
  const { t } = words;
  const api = useApi();
  const moment = useMoment();
  const { data, error, refresh } = useRequest(
    () => api.get<RuleVersion[]>('communityLifecycle:versions', { rule: rule.key }),
    { onError: () => undefined },
  );
  return (
    <Drawer
      open
      width={560}
      title={t('Versions of "{{title}}"', { title: ruleTitle(words, rule.key, rule.title) })}
      onClose={onClose}
    >
      {error && !data && <LoadError message={t('The versions could not be loaded.')} error={error} onRetry={refresh} />}
      {!data && !error && <Skeleton active />}
      {data?.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} />}
      <Timeline
        items={(data ?? []).map((one) => ({
          key: one.version,
          color: one.ended === null ? 'green' : 'gray',
          children: (
            <>
              <Typography.Text strong>{t('Version {{version}}', { version: one.version })}</Typography.Text>{' '}
              {one.ended === null ? (
                <Tag color="green">{t('In force')}</Tag>
              ) : (
                one.ended === 'removed' && <Tag>{t('Removed')}</Tag>
              )}
              <div>
                <Typography.Text type="secondary">
                  {one.from ? t('since {{moment}}', { moment: moment(one.from) }) : t('since the rule was made')}
                  {one.until ? ` · ${t('until {{moment}}', { moment: moment(one.until) })}` : ''}
                  {one.by ? ` · ${one.by}` : ''}
                </Typography.Text>
              </div>
              <div style={{ marginBlock: 4 }}>
                {one.rule.from.map((stage) => (
                  <StageTag key={String(stage)} stage={stage} stages={stages} />
                ))}
                → <StageTag stage={one.rule.to} stages={stages} />
                <Typography.Text type="secondary">
                  {t('Priority {{priority}}', { priority: one.rule.priority })}
                </Typography.Text>
              </div>
              <ConditionSentence condition={one.rule.enter} words={words} />
              {one.ended !== null && (
                <div>
                  <Button size="small" style={{ marginTop: 4 }} onClick={() => onRestore(one.rule)}>
                    {t('Take into the draft')}
                  </Button>
                </div>
              )}
            </>
          ),
        }))}
      />
    </Drawer>
  );
}
