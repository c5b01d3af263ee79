import { Typography } from 'antd';
import React, { useState } from 'react';
import { ColourTag } from '../blocks/ColourTag';
import { ChoiceBar } from '../blocks/ChoiceBar';
import { HINT_KINDS, type HintKind, type OverlapAnswer } from '../../common/overlap';
import { useT } from '../locale';
import { useNumbers } from '../numbers';
import type { GroupName } from './groupNames';
import { hintText } from './hintText';

const KIND_TITLES: Record<HintKind, string> = { merge: 'Merge', interlink: 'Interlink', split: 'Split' };
const KIND_COLOURS: Record<HintKind, string> = { merge: 'volcano', interlink: 'blue', split: 'purple' };

export interface HintListProps {
  answer: OverlapAnswer;
  name: GroupName;
  /** CSS pixels. */
  height: number;
}

/** What the overlap hints at, each hint with the numbers behind it. */
export function HintList({ answer, name, height }: HintListProps): React.ReactElement {
  const t = useT();
  const numbers = useNumbers();
  const [kind, setKind] = useState<HintKind | 'all'>('all');
  const { hints, hintCounts, thresholds } = answer;
  const shown = hints.filter((hint) => kind === 'all' || hint.kind === kind);
  const total = HINT_KINDS.filter((one) => kind === 'all' || one === kind).reduce((n, one) => n + hintCounts[one], 0);
  const all = HINT_KINDS.reduce((n, one) => n + hintCounts[one], 0);
  return (
    <section aria-label={t('Hints')} style={{ minWidth: 0 }}>
      <Typography.Text strong>{t('Hints')}</Typography.Text>
      <Typography.Paragraph type="secondary" style={{ fontSize: 12, marginBottom: 8 }}>
        {t(
          'Drawn from shared members alone: what groups are about and whether members want it is not known here. The thresholds are settings of the block.',
        )}
      </Typography.Paragraph>
      <ChoiceBar<HintKind | 'all'>
        size="small"
        value={kind}
        label={t('Kind of hint')}
        options={[
          { value: 'all', label: `${t('All')} ${numbers.count(all)}` },
          ...HINT_KINDS.map((one) => ({
            value: one,
            label: `${t(KIND_TITLES[one])} ${numbers.count(hintCounts[one])}`,
          })),
        ]}
        onChange={setKind}
        style={{ marginBottom: 8, maxWidth: '100%' }}
      />
      {shown.length === 0 ? (
        <Typography.Paragraph type="secondary">{t('Nothing reaches the thresholds.')}</Typography.Paragraph>
      ) : (
        <ul
          // a list that scrolls is reached by the keyboard
          tabIndex={0}
          aria-label={t('Hints')}
          style={{ listStyle: 'none', margin: 0, padding: 0, maxHeight: height, overflowY: 'auto' }}
        >
          {shown.map((hint) => (
            <li
              key={hint.kind === 'split' ? `split ${hint.group}` : `${hint.kind} ${hint.a} ${hint.b}`}
              style={{ marginBottom: 8 }}
            >
              <ColourTag color={KIND_COLOURS[hint.kind]}>{t(KIND_TITLES[hint.kind])}</ColourTag>
              <Typography.Text>{hintText(hint, thresholds, { t, numbers, name })}</Typography.Text>
            </li>
          ))}
        </ul>
      )}
      {total > shown.length && (
        <Typography.Text type="secondary">
          {t('The strongest {{count}} of {{total}}.', {
            count: numbers.count(shown.length),
            total: numbers.count(total),
          })}
        </Typography.Text>
      )}
    </section>
  );
}
