import { Flex, Select } from 'antd';
import React from 'react';
import {
  COMPARISONS,
  type CompareCondition,
  type Comparison,
  type Condition,
  type Value,
} from '../../../common/conditions';
import { useBuilder } from '../BuilderContext';
import { unitOf } from '../words';
import { ValueEditor } from './ValueEditor';

const OP_TITLES: Record<Comparison, string> = {
  '>': 'more than',
  '>=': 'at least',
  '=': 'exactly',
  '!=': 'not equal to',
  '<=': 'at most',
  '<': 'less than',
  between: 'between',
};

export interface CompareLeafProps {
  value: CompareCondition;
  path: string;
  onChange(value: Condition): void;
}

/** A value, a comparison, and what it is compared with. */
export function CompareLeaf({ value, path, onChange }: CompareLeafProps): React.ReactElement {
  const { words } = useBuilder();
  const { t } = words;
  const { left, op, right } = value;
  const bounds = Array.isArray(right) ? right : [right];
  const unit = unitOf(left, words);
  const changeOp = (next: Comparison) => {
    const pair: [Value, Value] = [bounds[0], bounds[1] ?? Number.NaN];
    onChange({ left, op: next, right: next === 'between' ? pair : bounds[0] });
  };
  const changeBound = (at: number, bound: Value) => {
    if (op !== 'between') return onChange({ left, op, right: bound });
    const [low, high] = bounds;
    return onChange({ left, op, right: at === 0 ? [bound, high] : [low, bound] });
  };
  return (
    <Flex wrap gap={4} align="flex-start">
      <ValueEditor
        value={left}
        path={`${path}.left`}
        label={t('What is measured')}
        onChange={(next) => onChange({ left: next, op, right })}
        measured
      />
      <Select<Comparison>
        aria-label={t('Comparison')}
        style={{ minWidth: 84 }}
        popupMatchSelectWidth={false}
        value={op}
        options={COMPARISONS.map((name) => ({ value: name, label: t(OP_TITLES[name]) }))}
        onChange={changeOp}
      />
      {bounds.map((bound, at) => (
        <ValueEditor
          key={at}
          value={bound}
          path={op === 'between' ? `${path}.right[${at}]` : `${path}.right`}
          label={at === 0 ? t('What it is compared with') : t('Upper bound')}
          unit={unit}
          onChange={(next) => changeBound(at, next)}
        />
      ))}
    </Flex>
  );
}
