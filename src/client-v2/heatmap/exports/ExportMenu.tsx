import { DownloadOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import React, { useState } from 'react';
import type { Normalization } from '../../../common/heatmap';
import type { PackedHeatmap } from '../../../common/heatmapCompact';
import { useT } from '../../locale';
import { useMoment } from '../../moments';
import type { Layout, Viewport } from '../layout';
import { legendEntries } from '../legend';
import type { Matrix } from '../matrix';
import type { ColourBy, Density } from '../options';
import type { HeatmapTheme } from '../theme';
import { longCsv, wideCsv } from './csv';
import { download } from './download';
import { drawPicture, toBlob, wholeLayout } from './png';

export interface ExportMenuProps {
  answer: PackedHeatmap | undefined;
  matrix: Matrix | null;
  theme: HeatmapTheme;
  colourBy: ColourBy;
  normalize: Normalization;
  density: Density;
  /** What the window shows. */
  shown: React.RefObject<{ layout: Layout; view: Viewport }>;
}

const EXPORTS = {
  picture: 'Picture of the whole matrix (PNG)',
  visible: 'Picture of the visible part (PNG)',
  wide: 'Table, one column a group (CSV)',
  long: 'List, one line a cell (CSV)',
} as const;

/** Saves what is loaded as a picture or a table. */
export function ExportMenu(props: ExportMenuProps): React.ReactElement {
  const { answer, matrix, theme, colourBy, normalize, density, shown } = props;
  const t = useT();
  const moment = useMoment();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);

  const picture = async (given: { layout: Layout; view: Viewport }, ratio: number) => {
    if (!answer || !matrix) return null;
    const title = t('Participation of members in groups');
    const subtitle = [
      t('{{total}} members', { total: answer.members.length }),
      t('{{count}} groups', { count: answer.groups.length }),
      answer.asOf === null ? t('Not scored yet') : t('Scores of {{moment}}', { moment: moment(answer.asOf) }),
    ].join(' · ');
    const legend = legendEntries(theme, colourBy, normalize, t);
    return toBlob(drawPicture({ answer, matrix, theme, title, subtitle, legend, unnamed: t('Unnamed') }, given, ratio));
  };
  const text = (csv: string) => new Blob([csv], { type: 'text/csv;charset=utf-8' });
  const make = async (key: string): Promise<{ content: Blob | null; name: string }> => {
    if (!answer || !matrix) return { content: null, name: '' };
    if (key === 'wide') return { content: text(wideCsv(answer, matrix, colourBy)), name: 'heatmap.csv' };
    if (key === 'long') return { content: text(longCsv(answer, matrix)), name: 'heatmap-cells.csv' };
    const given = key === 'visible' ? shown.current : wholeLayout(matrix.rows, matrix.columns, density);
    const small = matrix.rows * matrix.columns < 50_000 || key === 'visible';
    return { content: given && (await picture(given, small ? 2 : 1)), name: 'heatmap.png' };
  };
  const save = async (key: string) => {
    setBusy(true);
    // the button shows that it is at work before the work begins
    await new Promise((resolve) => setTimeout(resolve, 0));
    try {
      const { content, name } = await make(key);
      if (content) download(content, name);
      else message.error(t('The file could not be made.'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dropdown
      disabled={!answer || !matrix || matrix.rows === 0}
      menu={{
        items: Object.entries(EXPORTS).map(([key, label]) => ({ key, label: t(label) })),
        onClick: ({ key }) => void save(key),
      }}
    >
      <Button icon={<DownloadOutlined />} loading={busy} aria-label={t('Export')} />
    </Dropdown>
  );
}
