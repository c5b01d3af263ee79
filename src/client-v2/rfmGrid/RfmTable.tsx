import { theme as antdTheme } from 'antd';
import React, { useRef, useState } from 'react';
import type { RfmGrid } from '../../common/rfm';
import { useChartTheme } from '../blocks/chartTheme';
import { useT } from '../locale';
import { useNumbers } from '../numbers';
import { cellAt, FREQUENCIES, moved, RECENCIES, type Place, type RfmCell } from './cells';
import type { RfmColour } from './options';

export interface RfmTableProps {
  grid: RfmGrid;
  colourBy: RfmColour;
  onOpen(cell: RfmCell): void;
}

/** Recency × frequency as a table of buttons: one of them is reached by Tab, the others by the arrow keys. */
export function RfmTable({ grid, colourBy, onOpen }: RfmTableProps): React.ReactElement {
  const t = useT();
  const numbers = useNumbers();
  const chart = useChartTheme();
  const { token } = antdTheme.useToken();
  const [focus, setFocus] = useState<Place>({ row: 0, column: FREQUENCIES.length - 1 });
  const table = useRef<HTMLTableElement>(null);
  const most = Math.max(1, ...grid.cells.map(({ members }) => members));
  const heading: React.CSSProperties = { fontWeight: 400, color: token.colorTextSecondary, padding: '2px 4px' };

  const go = (event: React.KeyboardEvent, from: Place) => {
    const to = moved(from, event.key);
    if (!to) return;
    event.preventDefault();
    setFocus(to);
    table.current?.querySelector<HTMLElement>(`[data-place="${to.row},${to.column}"]`)?.focus();
  };
  const background = (cell: RfmCell | undefined) => {
    if (!cell) return token.colorFillQuaternary;
    const share = colourBy === 'members' ? cell.members / most : (cell.monetary - 1) / 4;
    const colour = chart.colour(colourBy === 'members' ? 'blue' : 'gold');
    return `color-mix(in srgb, ${colour} ${Math.round(12 + 48 * share)}%, ${chart.background})`;
  };
  const describe = (recency: number, frequency: number, cell: RfmCell | undefined) =>
    t('Recency {{recency}}, frequency {{frequency}}: {{count}} members', {
      ...{ recency, frequency, count: numbers.count(cell?.members ?? 0) },
    }) + (cell ? `, ${t('money {{monetary}} of 5', { monetary: numbers.decimal(cell.monetary) })}` : '');

  return (
    <table
      ref={table}
      data-testid="community-rfm-cells"
      style={{ width: '100%', tableLayout: 'fixed', borderCollapse: 'separate', borderSpacing: 3 }}
    >
      <caption style={{ captionSide: 'top', textAlign: 'start', paddingBottom: 4 }}>
        {t('Members by recency (rows) and frequency (columns)')}
      </caption>
      <thead>
        <tr>
          <th style={{ ...heading, width: 44 }} aria-label={t('Recency')} />
          {FREQUENCIES.map((frequency) => (
            <th key={frequency} scope="col" style={heading}>
              {t('F{{quintile}}', { quintile: frequency })}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {RECENCIES.map((recency, row) => (
          <tr key={recency}>
            <th scope="row" style={heading}>
              {t('R{{quintile}}', { quintile: recency })}
            </th>
            {FREQUENCIES.map((frequency, column) => {
              const cell = cellAt(grid.cells, recency, frequency);
              const focused = focus.row === row && focus.column === column;
              return (
                <td key={frequency} style={{ padding: 0 }}>
                  <button
                    type="button"
                    data-place={`${row},${column}`}
                    tabIndex={focused ? 0 : -1}
                    aria-disabled={!cell}
                    // its name: a label that leaves out what can be read cannot be spoken by voice control
                    title={describe(recency, frequency, cell)}
                    onFocus={() => setFocus({ row, column })}
                    onKeyDown={(event) => go(event, { row, column })}
                    onClick={() => cell && onOpen(cell)}
                    style={{
                      width: '100%',
                      minHeight: 46,
                      padding: '2px 0',
                      border: 0,
                      borderRadius: token.borderRadiusSM,
                      background: background(cell),
                      color: token.colorText,
                      cursor: cell ? 'pointer' : 'default',
                      font: 'inherit',
                      lineHeight: 1.3,
                    }}
                  >
                    <span aria-hidden style={{ display: 'block', fontWeight: 600, fontVariantNumeric: 'tabular-nums' }}>
                      {cell ? numbers.count(cell.members) : '–'}
                    </span>
                    {cell && (
                      <span aria-hidden style={{ fontSize: 11, color: token.colorTextSecondary }}>
                        {t('M{{quintile}}', { quintile: numbers.decimal(cell.monetary) })}
                      </span>
                    )}
                  </button>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
