import { Empty, Flex, Grid, Typography } from 'antd';
import React, { useMemo } from 'react';
import { ChoiceBar } from '../blocks/ChoiceBar';
import { OVERLAP_MEASURES, type OverlapAnswer, type OverlapMeasure } from '../../common/overlap';
import { VisuallyHidden } from '../blocks/VisuallyHidden';
import { useT } from '../locale';
import { useNumbers } from '../numbers';
import { CommunityTags } from './CommunityTags';
import { useGroupNames, type GroupName } from './groupNames';
import { HintList } from './HintList';
import { useOverlapLook } from './look';
import { matrixOf } from './matrix';
import { OverlapMatrixView } from './OverlapMatrixView';
import { MEASURE_TITLES } from './settingsForm';

export interface MatrixTabProps {
  answer: OverlapAnswer;
  measure: OverlapMeasure;
  height: number;
  onMeasure(measure: OverlapMeasure): void;
}

/** Pairs that the table for screen readers holds: a table of forty thousand cells helps nobody. */
const TOLD_PAIRS = 100;

/** Groups × groups, the communities they form, and what that hints at. */
export function MatrixTab({ answer, measure, height, onMeasure }: MatrixTabProps): React.ReactElement {
  const t = useT();
  const numbers = useNumbers();
  const look = useOverlapLook();
  const name = useGroupNames(answer.groups);
  const wide = Grid.useBreakpoint().lg !== false;
  const matrix = useMemo(() => matrixOf(answer, measure), [answer, measure]);
  if (answer.groups.length < 2) {
    return (
      <Empty
        image={Empty.PRESENTED_IMAGE_SIMPLE}
        description={t('There are fewer than two groups with members to compare.')}
      />
    );
  }
  const text = (value: number) => (measure === 'shared' ? numbers.count(value) : numbers.percent(value));
  return (
    <Flex vertical gap="middle">
      <CommunityTags answer={answer} name={name} />
      <Flex wrap gap="small" align="center">
        <div style={{ maxWidth: '100%', overflowX: 'auto' }}>
          <ChoiceBar<OverlapMeasure>
            value={measure}
            label={t('Colour by')}
            options={OVERLAP_MEASURES.map((value) => ({ value, label: t(MEASURE_TITLES[value]) }))}
            onChange={onMeasure}
          />
        </div>
        <Flex gap={6} align="center" aria-hidden>
          <Typography.Text type="secondary">0</Typography.Text>
          <span style={{ width: 120, height: 10, borderRadius: 2, background: look.gradient }} />
          <Typography.Text type="secondary">{text(matrix.highest)}</Typography.Text>
        </Flex>
      </Flex>
      <Flex vertical={!wide} gap="large">
        <div style={{ flex: '3 1 0', minWidth: 0 }}>
          <OverlapMatrixView matrix={matrix} look={look} name={name} height={height} />
          <VisuallyHidden>
            <PairTable answer={answer} measure={measure} name={name} />
          </VisuallyHidden>
        </div>
        <div style={{ flex: '2 1 0', minWidth: 0 }}>
          <HintList answer={answer} name={name} height={Math.max(160, height - 130)} />
        </div>
      </Flex>
    </Flex>
  );
}

interface PairTableProps {
  answer: OverlapAnswer;
  measure: OverlapMeasure;
  name: GroupName;
}

function PairTable({ answer, measure, name }: PairTableProps): React.ReactElement {
  const t = useT();
  const numbers = useNumbers();
  const pairs = [...answer.pairs].sort((x, y) => y[measure] - x[measure]).slice(0, TOLD_PAIRS);
  return (
    <table>
      <caption>{t('Pairs of groups that share most members')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('Group')}</th>
          <th scope="col">{t('Other group')}</th>
          <th scope="col">{t(MEASURE_TITLES.shared)}</th>
          <th scope="col">{t(MEASURE_TITLES.coefficient)}</th>
          <th scope="col">{t(MEASURE_TITLES.jaccard)}</th>
        </tr>
      </thead>
      <tbody>
        {pairs.map(({ a, b, shared, coefficient, jaccard }) => (
          <tr key={`${a} ${b}`}>
            <td>{name(a)}</td>
            <td>{name(b)}</td>
            <td>{numbers.count(shared)}</td>
            <td>{numbers.percent(coefficient)}</td>
            <td>{numbers.percent(jaccard)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
