import { theme } from 'antd';
import React from 'react';
import { useT } from '../locale';
import type { CellFacts } from './cellText';

const WIDTH = 240;
const OFFSET = 14;

export interface HeatmapTipProps {
  facts: CellFacts;
  /** The pointer's place in the window, and the window's width: the tip turns to the left near its edge. */
  x: number;
  y: number;
  windowWidth: number;
}

/** The numbers of the cell under the pointer. */
export function HeatmapTip({ facts, x, y, windowWidth }: HeatmapTipProps): React.ReactElement {
  const t = useT();
  const { token } = theme.useToken();
  const { numbers } = facts;
  const lines: Array<[string, React.ReactNode]> = numbers
    ? [
        [t('Level'), numbers.level],
        [t('Score'), numbers.score],
        [t('Posts'), numbers.posts],
        [t('Last active'), numbers.lastActive],
      ]
    : [];
  return (
    <div
      role="tooltip"
      style={{
        position: 'absolute',
        left: x + OFFSET + WIDTH > windowWidth ? Math.max(0, x - OFFSET - WIDTH) : x + OFFSET,
        top: y + OFFSET,
        width: WIDTH,
        padding: token.paddingXS,
        pointerEvents: 'none',
        zIndex: 2,
        color: token.colorText,
        fontSize: token.fontSizeSM,
        fontFamily: token.fontFamily,
        background: token.colorBgElevated,
        borderRadius: token.borderRadius,
        boxShadow: token.boxShadowSecondary,
      }}
    >
      <strong>{facts.member}</strong>
      {facts.stage && <span style={{ color: token.colorTextSecondary }}> · {facts.stage}</span>}
      <div style={{ color: token.colorTextSecondary, marginBottom: token.marginXXS }}>{facts.group}</div>
      {numbers ? (
        lines.map(([label, value]) => (
          <div key={label} style={{ display: 'flex', justifyContent: 'space-between' }}>
            <span style={{ color: token.colorTextSecondary }}>{label}</span>
            <span>{value}</span>
          </div>
        ))
      ) : (
        <em>{t('Not a member of this group')}</em>
      )}
    </div>
  );
}
