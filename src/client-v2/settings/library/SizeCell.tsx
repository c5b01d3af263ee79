import { Flex } from 'antd';
import React from 'react';
import type { LibraryKind } from '../../../common/ruleLibrary';
import { useNumbers } from '../../numbers';
import { Sparkline } from '../labels/Sparkline';
import { useLabelHistory } from '../labels/useLabelHistory';

export interface SizeCellProps {
  kind: LibraryKind;
  label: string;
  /** Null where the reader may not know it; undefined takes the history's last one. */
  size: number | null | undefined;
}

const DAYS = 30;

/** How many carry a label, and how that number went over a month. */
export function SizeCell({ kind, label, size }: SizeCellProps): React.ReactElement {
  const numbers = useNumbers();
  const { data } = useLabelHistory(kind, label, DAYS);
  if (size === null) return <>–</>;
  const shown = size ?? data?.sizes[data.sizes.length - 1] ?? undefined;
  // the history may be a minute old; its last day is now
  const values = data && shown !== undefined ? [...data.sizes.slice(0, -1), shown] : [];
  return (
    <Flex align="center" gap="small" justify="flex-end">
      <Sparkline values={values} />
      <span style={{ fontVariantNumeric: 'tabular-nums', minWidth: 40, textAlign: 'end' }}>
        {shown === undefined ? '–' : numbers.count(shown)}
      </span>
    </Flex>
  );
}
