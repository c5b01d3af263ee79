import { Progress } from 'antd';
import React from 'react';

/** A score of 0 to 100, rounded, with a bar of fixed width so that a column of them can be compared at a glance. */
export function ScoreBar({ score }: { score: number }): React.ReactElement {
  const rounded = Math.round(score);
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 8 }} data-score={rounded}>
      <Progress
        // the number beside it says the same
        aria-hidden
        percent={Math.min(100, Math.max(0, score))}
        size={[72, 6]}
        showInfo={false}
        style={{ width: 72, margin: 0, lineHeight: 1 }}
      />
      <span style={{ fontVariantNumeric: 'tabular-nums' }}>{rounded}</span>
    </span>
  );
}
