import { theme, Typography } from 'antd';
import React from 'react';
import { useLanguage } from '../../moments';

const WIDTH = 200;
const HEIGHT = 110;
const BOTTOM = 18;
const LEFT = 28;
const STEPS = 60;

export interface CurveProps {
  title: string;
  of(x: number): number;
  /** The right end; the left one is 0. */
  until: number;
  /** The upper end; the lower one is 0. */
  most: number;
  /** A point on the curve that is named. */
  mark: { at: number; text: string };
  /** What runs from left to right. */
  horizontal: string;
  /** Heights at which a line is drawn. */
  lines?: number[];
}

/** A function as a small picture. */
export function Curve({ title, of, until, most, mark, horizontal, lines = [] }: CurveProps): React.ReactElement {
  const { token } = theme.useToken();
  const language = useLanguage();
  const x = (value: number) => LEFT + ((WIDTH - LEFT - 4) * value) / until;
  const y = (value: number) => 4 + (HEIGHT - BOTTOM - 4) * (1 - value / most);
  const points = Array.from({ length: STEPS + 1 }, (_, i) => (i * until) / STEPS)
    .map((at) => `${x(at).toFixed(1)},${y(of(at)).toFixed(1)}`)
    .join(' ');
  const small = { fontSize: 10, fill: token.colorTextSecondary };
  const inside = lines.filter((line) => line > 0 && line < most);
  return (
    <figure style={{ margin: 0 }}>
      <svg width={WIDTH} height={HEIGHT} role="img" aria-label={`${title}: ${mark.text}`}>
        <line x1={LEFT} y1={y(0)} x2={WIDTH - 4} y2={y(0)} stroke={token.colorBorder} />
        <line x1={LEFT} y1={y(most)} x2={LEFT} y2={y(0)} stroke={token.colorBorder} />
        <text x={LEFT - 4} y={y(most) + 8} textAnchor="end" {...small}>
          {most}
        </text>
        <text x={LEFT - 4} y={y(0)} textAnchor="end" {...small}>
          0
        </text>
        {inside.map((line) => (
          <line
            key={line}
            x1={LEFT}
            x2={WIDTH - 4}
            y1={y(line)}
            y2={y(line)}
            stroke={token.colorBorder}
            strokeDasharray="3 3"
          />
        ))}
        <polyline points={points} fill="none" stroke={token.colorPrimary} strokeWidth={2} />
        <circle cx={x(mark.at)} cy={y(of(mark.at))} r={3.5} fill={token.colorPrimary} />
        <text x={x(mark.at) + 8} y={y(of(mark.at)) + 4} fontSize={11} fill={token.colorText}>
          {mark.text}
        </text>
        <text x={LEFT} y={HEIGHT - 4} {...small}>
          0
        </text>
        <text x={WIDTH - 4} y={HEIGHT - 4} textAnchor="end" {...small}>
          {`${until.toLocaleString(language, { maximumFractionDigits: 0 })} ${horizontal}`}
        </text>
      </svg>
      <figcaption>
        <Typography.Text type="secondary">{title}</Typography.Text>
      </figcaption>
    </figure>
  );
}
