import { theme as antdTheme } from 'antd';
import { useSize } from 'ahooks';
import React, { useEffect, useMemo, useRef, useState } from 'react';
import { VisuallyHidden } from '../blocks/VisuallyHidden';
import { useT } from '../locale';
import { useNumbers } from '../numbers';
import type { GroupName } from './groupNames';
import { communityLetter, type OverlapLook } from './look';
import { cellAt, layoutOf, moved, type OverlapMatrix, type Place } from './matrix';
import { paintOverlap } from './paint';

export interface OverlapMatrixViewProps {
  matrix: OverlapMatrix;
  look: OverlapLook;
  name: GroupName;
  /** CSS pixels; a larger matrix scrolls. */
  height: number;
}

/** Width until the browser has told it. */
const WIDTH = 600;
const TIP = 260;

/** Groups × groups on one canvas, with the words of the cell under the pointer or the keyboard's focus. */
export function OverlapMatrixView({ matrix, look, name, height }: OverlapMatrixViewProps): React.ReactElement {
  const t = useT();
  const { token } = antdTheme.useToken();
  const frame = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useSize(frame)?.width ?? WIDTH;
  const [place, setPlace] = useState<Place | null>(null);
  const [byKey, setByKey] = useState(false);
  const size = matrix.groups.length;
  // the scroll bar must not cover the last column
  const layout = useMemo(() => layoutOf(size, width - 16), [size, width]);
  const words = useWords(matrix, name);
  useEffect(() => setPlace(null), [matrix]);
  useEffect(() => {
    if (!canvas.current) return;
    paintOverlap(canvas.current, matrix, layout, look, window.devicePixelRatio || 1, (row) =>
      name(matrix.groups[row].id),
    );
  }, [matrix, layout, look, name]);

  const left = place ? layout.left + place.column * layout.cell : 0;
  const top = place ? layout.top + place.row * layout.cell : 0;
  const onKeyDown = (event: React.KeyboardEvent) => {
    const next = moved(event.key, place ?? { row: 0, column: 0 }, size);
    if (!next) return;
    event.preventDefault();
    setByKey(true);
    setPlace(next);
    scroller.current?.scrollTo?.({
      left: layout.left + next.column * layout.cell - width / 2,
      top: layout.top + next.row * layout.cell - height / 2,
    });
  };
  return (
    <div ref={frame} style={{ position: 'relative' }}>
      <div
        ref={scroller}
        role="application"
        tabIndex={0}
        aria-label={t('Shared members of each two groups. Arrow keys move from cell to cell.')}
        data-testid="community-overlap-matrix"
        data-cell-width={layout.cell}
        data-cell-height={layout.cell}
        data-left={layout.left}
        data-top={layout.top}
        style={{ maxHeight: height, overflow: 'auto', outlineOffset: 2, outlineColor: token.colorPrimary }}
        onKeyDown={onKeyDown}
        onFocus={() => setPlace((before) => before ?? { row: 0, column: Math.min(1, size - 1) })}
        onBlur={() => setPlace(null)}
      >
        <div
          style={{ position: 'relative', width: layout.width, height: layout.height }}
          onPointerMove={({ currentTarget, clientX, clientY }) => {
            const box = currentTarget.getBoundingClientRect();
            setByKey(false);
            setPlace(cellAt(layout, size, clientX - box.left, clientY - box.top));
          }}
          onPointerLeave={() => setPlace(null)}
        >
          <canvas
            ref={canvas}
            aria-hidden
            style={{ display: 'block', width: layout.width, height: layout.height, fontFamily: token.fontFamily }}
          />
          {place && (
            <>
              <div style={cross(layout.left, top, size * layout.cell, layout.cell, token.colorPrimary)} />
              <div style={cross(left, layout.top, layout.cell, size * layout.cell, token.colorPrimary)} />
              <div
                role="tooltip"
                style={{
                  position: 'absolute',
                  left: left + layout.cell + TIP > layout.width ? Math.max(0, left - TIP - 8) : left + layout.cell + 8,
                  top: Math.min(top + layout.cell + 4, Math.max(0, layout.height - 110)),
                  width: TIP,
                  padding: token.paddingXS,
                  pointerEvents: 'none',
                  zIndex: 2,
                  color: token.colorText,
                  fontSize: token.fontSizeSM,
                  background: token.colorBgElevated,
                  borderRadius: token.borderRadius,
                  boxShadow: token.boxShadowSecondary,
                }}
              >
                {words(place).map((line, i) => (
                  <div key={i} style={i ? { color: token.colorTextSecondary } : { fontWeight: 600 }}>
                    {line}
                  </div>
                ))}
              </div>
            </>
          )}
        </div>
      </div>
      <VisuallyHidden>
        <div aria-live="polite">{place && byKey ? words(place).join('. ') : ''}</div>
      </VisuallyHidden>
    </div>
  );
}

const cross = (left: number, top: number, width: number, height: number, colour: string): React.CSSProperties => ({
  position: 'absolute',
  left,
  top,
  width,
  height,
  outline: `1px solid ${colour}`,
  pointerEvents: 'none',
});

/** What there is to say of a cell, line by line. */
function useWords({ groups, pair }: OverlapMatrix, name: GroupName): (place: Place) => string[] {
  const t = useT();
  const numbers = useNumbers();
  return ({ row, column }) => {
    const [one, other] = [groups[row], groups[column]];
    if (!one || !other) return [];
    const home = (community: number | null) =>
      community === null ? [] : [t('Community {{letter}}', { letter: communityLetter(community) })];
    if (row === column)
      return [name(one.id), t('{{count}} members', { count: numbers.count(one.members) }), ...home(one.community)];
    const both = pair(row, column);
    const title = `${name(one.id)} – ${name(other.id)}`;
    if (!both) return [title, t('No shared members')];
    const smaller = one.members <= other.members ? one : other;
    return [
      title,
      t('{{count}} shared members', { count: numbers.count(both.shared) }),
      t('{{share}} of “{{group}}”, the smaller group', {
        share: numbers.percent(both.coefficient),
        group: name(smaller.id),
      }),
      t('{{share}} of all members of the two (Jaccard)', { share: numbers.percent(both.jaccard) }),
      ...(one.community === other.community ? home(one.community) : []),
    ];
  };
}
