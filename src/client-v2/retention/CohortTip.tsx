import { theme as antdTheme } from 'antd';
import React from 'react';

/** A sentence and the cell that it is about, as offsets within the table. */
export interface TipAt {
  text: string;
  left: number;
  top: number;
}

/** The sentence above a cell. One for the whole table: there may be thousands of cells. */
export function CohortTip({ text, left, top }: TipAt): React.ReactElement {
  const { token } = antdTheme.useToken();
  return (
    <div
      aria-hidden
      style={{
        position: 'absolute',
        insetInlineStart: Math.max(0, left - 120),
        top,
        transform: 'translateY(calc(-100% - 6px))',
        maxWidth: 300,
        padding: '6px 8px',
        fontSize: token.fontSizeSM,
        color: token.colorTextLightSolid,
        background: token.colorBgSpotlight,
        borderRadius: token.borderRadius,
        boxShadow: token.boxShadowSecondary,
        pointerEvents: 'none',
        zIndex: 2,
      }}
    >
      {text}
    </div>
  );
}
