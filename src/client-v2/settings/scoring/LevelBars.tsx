import { Flex, Tag, theme } from 'antd';
import React from 'react';
import { LEVEL_COLOURS, LEVELS } from '../../../common/names';
import type { ScoringPreview } from '../../../common/scoring';
import { levelTitle } from '../../heatmap/cellText';
import { useT } from '../../locale';
import { useLanguage } from '../../moments';

/** Members per level, now above and with the draft below, as bars of one scale. */
export function LevelBars({ levels }: { levels: ScoringPreview['levels'] }): React.ReactElement {
  const t = useT();
  const language = useLanguage();
  const { token } = theme.useToken();
  const most = Math.max(1, ...levels.flatMap(({ now, draft }) => [now, draft]));
  const bar = (title: string, members: number, colour: string) => (
    <Flex align="center" gap="small">
      <span style={{ width: 64, flex: 'none', fontSize: token.fontSizeSM, color: token.colorTextSecondary }}>
        {title}
      </span>
      <span style={{ flex: 1, minWidth: 60 }} aria-hidden>
        <span
          style={{
            display: 'block',
            height: 8,
            minWidth: members > 0 ? 2 : 0,
            width: `${(100 * members) / most}%`,
            background: colour,
            borderRadius: 4,
          }}
        />
      </span>
      <span style={{ width: 64, textAlign: 'end', fontVariantNumeric: 'tabular-nums' }}>
        {members.toLocaleString(language)}
      </span>
    </Flex>
  );
  return (
    <Flex vertical gap="small">
      {levels.map(({ level, now, draft }) => (
        <Flex key={level} gap="small" align="center" data-level={level}>
          <span style={{ width: 76, flex: 'none' }}>
            <Tag color={LEVEL_COLOURS[level]} bordered={false}>
              {levelTitle(LEVELS.indexOf(level), t)}
            </Tag>
          </span>
          <div style={{ flex: 1 }}>
            {bar(t('Now'), now, token.colorTextQuaternary)}
            {bar(t('Draft'), draft, token.colorPrimary)}
          </div>
        </Flex>
      ))}
    </Flex>
  );
}
