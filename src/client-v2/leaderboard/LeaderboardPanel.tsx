import { Empty, Flex, Tabs, Typography, message } from 'antd';
import React, { useCallback, useEffect, useState } from 'react';
import { BOARDS, type Board } from '../../common/leaderboard';
import { errorText } from '../api/errors';
import { BlockError, BlockLoading } from '../blocks/BlockStates';
import { useT } from '../locale';
import { MemberCard } from '../members/MemberCard';
import { download, leaderboardCsv } from './csv';
import { LeaderboardToolbar } from './LeaderboardToolbar';
import type { LeaderboardOptions } from './options';
import { changed, viewOf, type LeaderboardView } from './query';
import { RankTable } from './RankTable';
import { BOARD_NOTES, BOARD_TITLES } from './titles';
import { useLeaderboard } from './useLeaderboard';

/** The block's content: boards, their places, or what stands in for them. */
export function LeaderboardPanel({ options }: { options: LeaderboardOptions }): React.ReactElement {
  const t = useT();
  const [view, setView] = useState<LeaderboardView>(() => viewOf(options, new Date()));
  const [member, setMember] = useState<number | null>(null);
  const [exporting, setExporting] = useState(false);
  const [toast, toasts] = message.useMessage();
  const { board, by, days, group, pageSize, everybody } = options;
  // Changed settings replace what the reader chose.
  useEffect(
    () => setView(viewOf({ board, by, days, group, pageSize, everybody }, new Date())),
    [board, by, days, group, pageSize, everybody],
  );
  const { answer, loading, error, reload, readTop } = useLeaderboard(view);
  const change = useCallback((part: Partial<LeaderboardView>) => setView((before) => changed(before, part)), []);

  const exportTop = async () => {
    setExporting(true);
    try {
      download(`${view.board} ${view.from} ${view.to}.csv`, leaderboardCsv(await readTop()));
    } catch (failure) {
      void toast.error(errorText(failure));
    } finally {
      setExporting(false);
    }
  };

  const content = () => {
    if (error) return <BlockError error={error} message={t('The leaderboard could not be loaded.')} onRetry={reload} />;
    // numbers of another board under this one's name would be wrong
    if (!answer || answer.board !== view.board) return <BlockLoading rows={8} />;
    if (answer.total === 0) {
      return (
        <Empty
          image={Empty.PRESENTED_IMAGE_SIMPLE}
          description={t('Nobody to rank in this period. Choose a longer one or another group.')}
        />
      );
    }
    return <RankTable answer={answer} loading={loading} onPage={(page) => change({ page })} onOpen={setMember} />;
  };

  return (
    <Flex vertical gap="middle" data-testid="community-leaderboard">
      {toasts}
      <Tabs
        activeKey={view.board}
        onChange={(key) => change({ board: key as Board })}
        tabBarStyle={{ marginBottom: 0 }}
        items={BOARDS.map((key) => ({ key, label: t(BOARD_TITLES[key]) }))}
      />
      <LeaderboardToolbar
        view={view}
        loading={loading}
        exporting={exporting}
        onChange={change}
        onReload={reload}
        onExport={() => void exportTop()}
      />
      <Typography.Text type="secondary" style={{ fontSize: 12 }}>
        {t(BOARD_NOTES[view.board])}
      </Typography.Text>
      {content()}
      <MemberCard memberId={member} onClose={() => setMember(null)} />
    </Flex>
  );
}
