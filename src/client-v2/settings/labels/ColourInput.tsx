import { CheckOutlined } from '@ant-design/icons';
import { Button, ColorPicker, Flex } from 'antd';
import React from 'react';
import { useChartTheme } from '../../blocks/chartTheme';
import { useT } from '../../locale';

/** Colours that follow the host's theme. */
export const PRESET_TITLES: Record<string, string> = {
  default: 'Grey',
  red: 'Red',
  volcano: 'Vermilion',
  orange: 'Orange',
  gold: 'Gold',
  lime: 'Lime',
  green: 'Green',
  cyan: 'Cyan',
  blue: 'Blue',
  geekblue: 'Indigo',
  purple: 'Purple',
  magenta: 'Magenta',
};

/** What the picker shows while a colour of the theme is chosen. */
const UNSET = '#8c8c8c';

export interface ColourInputProps {
  value: string | null;
  onChange(colour: string): void;
}

/** A colour of the theme, or any other. */
export function ColourInput({ value, onChange }: ColourInputProps): React.ReactElement {
  const t = useT();
  const chart = useChartTheme();
  const own = value !== null && value !== '' && !(value in PRESET_TITLES);
  return (
    <Flex wrap gap={6} role="radiogroup" aria-label={t('Colour')}>
      {Object.entries(PRESET_TITLES).map(([name, title]) => (
        <Button
          key={name}
          role="radio"
          aria-checked={(value || 'default') === name}
          aria-label={t(title)}
          title={t(title)}
          shape="circle"
          size="small"
          style={{ background: chart.colour(name), borderColor: 'transparent', color: '#fff' }}
          icon={(value || 'default') === name ? <CheckOutlined /> : undefined}
          onClick={() => onChange(name)}
        />
      ))}
      <span title={t('Another colour')}>
        <ColorPicker
          size="small"
          disabledAlpha
          panelRender={(panel) => <div aria-label={t('Another colour')}>{panel}</div>}
          value={own ? value : UNSET}
          onChangeComplete={(colour) => onChange(colour.toHexString())}
        />
      </span>
    </Flex>
  );
}
