import { InputNumber, Table, Typography, type TableColumnsType } from 'antd';
import React from 'react';
import type { ScoringAnswer, ScoringDraft } from '../../../common/scoring';
import { kindTitle } from '../../../common/shippedTitles';
import { useT } from '../../locale';
import { useReader } from '../../titles';

type KindWeight = ScoringDraft['kinds'][number];

export interface KindWeightsProps {
  draft: ScoringDraft;
  titles: ScoringAnswer['kinds'];
  problems: Record<string, string>;
  onChange(draft: ScoringDraft): void;
}

/** What one activity of each kind is worth, and how much of it counts on one day. */
export function KindWeights({ draft, titles, problems, onChange }: KindWeightsProps): React.ReactElement {
  const t = useT();
  const reader = useReader();
  const titleOf = (key: string) => kindTitle(reader, key, titles.find((kind) => kind.key === key)?.title ?? key);
  const change = (key: string, values: Partial<KindWeight>) =>
    onChange({ ...draft, kinds: draft.kinds.map((kind) => (kind.key === key ? { ...kind, ...values } : kind)) });
  const problem = (name: string) =>
    problems[name] && (
      <div role="alert">
        <Typography.Text type="danger">{problems[name]}</Typography.Text>
      </div>
    );
  const columns: TableColumnsType<KindWeight> = [
    { title: t('Kind'), render: (_, { key }) => titleOf(key) },
    {
      title: t('Points'),
      width: 150,
      render: (_, { key, weight }) => (
        <>
          <InputNumber<number>
            size="small"
            min={0}
            step={0.5}
            aria-label={t('{{kind}}: points', { kind: titleOf(key) })}
            status={problems[`kinds.${key}.weight`] ? 'error' : undefined}
            value={Number.isFinite(weight) ? weight : null}
            onChange={(value) => change(key, { weight: value ?? Number.NaN })}
          />
          {problem(`kinds.${key}.weight`)}
        </>
      ),
    },
    {
      title: t('Most points a day'),
      width: 170,
      render: (_, { key, dailyCap }) => (
        <>
          <InputNumber<number>
            size="small"
            min={0}
            placeholder={t('No limit')}
            aria-label={t('{{kind}}: most points a day', { kind: titleOf(key) })}
            value={dailyCap}
            onChange={(value) => change(key, { dailyCap: value })}
          />
          {problem(`kinds.${key}.dailyCap`)}
        </>
      ),
    },
  ];
  return <Table rowKey="key" size="small" columns={columns} dataSource={draft.kinds} pagination={false} />;
}
