import { Avatar, Button, Flex, Table, Typography, theme as antdTheme, type TableColumnsType } from 'antd';
import React from 'react';
import { ColourTag } from '../blocks/ColourTag';
import { BOARD_FIGURES, type Figure, type LeaderboardAnswer, type LeaderboardRow } from '../../common/leaderboard';
import { LEVEL_COLOURS, LEVELS, STAGE_COLOURS, type StageKey } from '../../common/names';
import { PersonaTag } from '../fields/PersonaTag';
import { levelTitle } from '../heatmap/cellText';
import { stageLabel, useStages } from '../heatmap/stages';
import { useT } from '../locale';
import { useNumbers } from '../numbers';
import { RankChange } from './RankChange';
import { FIGURE_TITLES } from './titles';

export interface RankTableProps {
  answer: LeaderboardAnswer;
  loading: boolean;
  onPage(page: number): void;
  onOpen(member: number): void;
}

/** The first letters of a name's first two words. */
export const initials = (name: string): string =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => Array.from(word)[0].toUpperCase())
    .join('');

/** The places of a board, with the way to each member's card. */
export function RankTable({ answer, loading, onPage, onOpen }: RankTableProps): React.ReactElement {
  const t = useT();
  const numbers = useNumbers();
  const { token } = antdTheme.useToken();
  const stages = useStages();
  const { board, by, members, previous, group } = answer;
  const most = Math.max(1, ...members.map(({ figures }) => figures[by] ?? 0));
  const others = (BOARD_FIGURES[board] as readonly Figure[]).filter((figure) => figure !== by);
  const value = (figures: LeaderboardRow['figures'], figure: Figure) => numbers.decimal(figures[figure] ?? 0);
  const columns: TableColumnsType<LeaderboardRow> = [
    { title: t('Rank'), dataIndex: 'rank', width: 70, align: 'right', render: (rank: number) => numbers.count(rank) },
    ...(previous
      ? [{ title: t('Change'), width: 100, render: (_: unknown, row: LeaderboardRow) => <RankChange row={row} /> }]
      : []),
    {
      title: t('Member'),
      render: (_, { id, name }) => (
        <Flex align="center" gap="small">
          <Avatar size="small" aria-hidden style={{ background: token.colorPrimary, flex: 'none' }}>
            {initials(name ?? '') || '?'}
          </Avatar>
          <Button type="link" size="small" style={{ paddingInline: 0 }} onClick={() => onOpen(id)}>
            {name ?? t('Unnamed')}
          </Button>
        </Flex>
      ),
    },
    ...(members.some(({ stage }) => stage !== null)
      ? [
          {
            title: t('Stage'),
            render: (_: unknown, { stage }: LeaderboardRow) =>
              stage && (
                <ColourTag color={STAGE_COLOURS[stage as StageKey] ?? 'default'}>{stageLabel(stages, stage)}</ColourTag>
              ),
          },
        ]
      : []),
    ...(members.some(({ persona }) => persona !== null)
      ? [
          {
            title: t('Persona'),
            render: (_: unknown, { persona }: LeaderboardRow) => persona && <PersonaTag persona={persona} />,
          },
        ]
      : []),
    ...(group !== null
      ? [
          {
            title: t('Level'),
            render: (_: unknown, { level }: LeaderboardRow) =>
              level && (
                <ColourTag color={LEVEL_COLOURS[level]} bordered={false}>
                  {levelTitle(LEVELS.indexOf(level), t)}
                </ColourTag>
              ),
          },
        ]
      : []),
    {
      title: t(FIGURE_TITLES[by]),
      width: 240,
      render: (_, { figures, previous: before }) => (
        <div>
          <Flex align="center" gap="small">
            <div
              aria-hidden
              style={{ flex: '1 1 80px', height: 8, borderRadius: 4, background: token.colorFillSecondary }}
            >
              <div
                style={{
                  width: `${(100 * (figures[by] ?? 0)) / most}%`,
                  height: '100%',
                  borderRadius: 4,
                  background: token.colorPrimary,
                }}
              />
            </div>
            <span style={{ minWidth: 56, textAlign: 'end', fontVariantNumeric: 'tabular-nums' }}>
              {value(figures, by)}
            </span>
          </Flex>
          {before && (
            <Typography.Text type="secondary" style={{ fontSize: token.fontSizeSM }}>
              {t('before: {{value}}', { value: value(before.figures, by) })}
            </Typography.Text>
          )}
        </div>
      ),
    },
    ...others.map((figure) => ({
      title: t(FIGURE_TITLES[figure]),
      align: 'right' as const,
      render: (_: unknown, { figures }: LeaderboardRow) => value(figures, figure),
    })),
  ];
  return (
    <Table
      rowKey="id"
      size="small"
      columns={columns}
      dataSource={members}
      loading={loading}
      scroll={{ x: 'max-content' }}
      pagination={{
        current: answer.page,
        pageSize: answer.pageSize,
        total: answer.total,
        showSizeChanger: false,
        hideOnSinglePage: true,
        showTotal: (total) => t('{{total}} members', { total }),
        onChange: onPage,
      }}
    />
  );
}
