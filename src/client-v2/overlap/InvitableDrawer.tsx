import { DownloadOutlined } from '@ant-design/icons';
import { Button, Checkbox, Drawer, Flex, Table, Tag, Typography, type TableColumnsType } from 'antd';
import React, { useEffect, useState } from 'react';
import { ColourTag } from '../blocks/ColourTag';
import type { InvitableAnswer, InvitableMember } from '../../common/overlap';
import { STAGE_COLOURS, type StageKey } from '../../common/names';
import { errorText } from '../api/errors';
import { useApi } from '../api/useApi';
import { BlockError } from '../blocks/BlockStates';
import { ScoreBar } from '../fields/ScoreBar';
import { stageLabel, useStages } from '../heatmap/stages';
import { useT, type Translate } from '../locale';
import { MemberCard } from '../members/MemberCard';
import { useMoment } from '../moments';
import { useNumbers } from '../numbers';
import { csvText, download } from './csv';
import { useGroupNames, type GroupName } from './groupNames';
import type { OverlapOptions } from './options';
import { invitableParams, useInvitable } from './useOverlap';

const PAGE_SIZE = 20;
/** Members that one file holds, and how many are asked for at a time. */
const MOST_EXPORTED = 10_000;
const EXPORT_PAGE = 1000;

const REACHABILITY: Record<string, { title: string; colour: string }> = {
  unknown: { title: 'Unknown', colour: 'default' },
  reachable: { title: 'Reachable', colour: 'green' },
  never_started: { title: 'Never started the bot', colour: 'default' },
  blocked: { title: 'Blocked the bot', colour: 'red' },
  deactivated: { title: 'Account deleted', colour: 'red' },
};

const NONE: never[] = [];

export interface InvitableDrawerProps {
  /** Null keeps the drawer closed. */
  group: number | null;
  name: GroupName;
  options: OverlapOptions;
  onClose(): void;
}

/** Active members of related groups whom a quiet group could invite, ranked, each with the reason. */
export function InvitableDrawer({ group, name, options, onClose }: InvitableDrawerProps): React.ReactElement {
  const t = useT();
  const moment = useMoment();
  const numbers = useNumbers();
  const stages = useStages();
  const [page, setPage] = useState(1);
  const [reachableOnly, setReachableOnly] = useState(false);
  const [member, setMember] = useState<number | null>(null);
  useEffect(() => setPage(1), [group, reachableOnly]);
  const of = group === null ? null : { group, reachableOnly };
  const { answer, loading, error, reload } = useInvitable(options, of, page, PAGE_SIZE);
  const shown = answer?.group.id === group ? answer : undefined;
  const related = useGroupNames(shown?.related ?? NONE);
  const file = useCsv(options, of, shown?.total ?? 0, related);
  const columns: TableColumnsType<InvitableMember> = [
    {
      title: t('Member'),
      render: (_, { id, name: own }) => (
        <Button type="link" size="small" style={{ paddingInline: 0 }} onClick={() => setMember(id)}>
          {own ?? t('Unnamed')}
        </Button>
      ),
    },
    {
      title: t('Active in'),
      render: (_, { groups }) => (
        <Flex wrap gap={4} style={{ maxWidth: 300 }}>
          {groups.map(({ id, score }) => (
            <Tag key={id} style={{ whiteSpace: 'normal', marginInlineEnd: 0 }}>
              {score === null ? related(id) : `${related(id)} · ${numbers.count(score)}`}
            </Tag>
          ))}
        </Flex>
      ),
    },
    {
      title: t('Score'),
      render: (_, { engagementScore }) => (engagementScore === null ? '–' : <ScoreBar score={engagementScore} />),
    },
    {
      title: t('Stage'),
      render: (_, { stage }) =>
        stage ? (
          <ColourTag color={STAGE_COLOURS[stage as StageKey] ?? 'default'}>{stageLabel(stages, stage)}</ColourTag>
        ) : (
          '–'
        ),
    },
    { title: t('Reachability'), render: (_, { reachability }) => <Reachability value={reachability} t={t} /> },
    { title: t('Last active'), render: (_, { lastActiveAt }) => moment(lastActiveAt) },
    {
      title: t('Rank value'),
      align: 'right',
      render: (_, { affinity }) => (affinity === null ? '–' : numbers.decimal(affinity)),
    },
  ];
  return (
    <Drawer
      open={group !== null}
      width="min(980px, 100vw)"
      onClose={onClose}
      title={group === null ? '' : t('Whom “{{group}}” could invite', { group: name(group) })}
    >
      {error ? (
        <BlockError error={error} message={t('The members could not be loaded.')} onRetry={reload} />
      ) : (
        <Flex vertical gap="small">
          <Typography.Paragraph type="secondary" style={{ marginBottom: 0 }}>
            {shown && shown.related.length > 0
              ? t(
                  'Active in the last 30 days in groups that share its members, and never seen in it: {{groups}}. The rank value adds up, over these groups, how close a group is (Jaccard) times the member’s score there.',
                  {
                    groups: shown.related
                      .map(({ id, jaccard }) => `${related(id)} (${numbers.percent(jaccard)})`)
                      .join(t(', ')),
                  },
                )
              : shown && t('No group shares enough members with this one.')}{' '}
            {t('Whether the bot may write to a member is a proxy: an invitation may still be refused.')}
          </Typography.Paragraph>
          <Flex wrap gap="small" align="center">
            <Checkbox checked={reachableOnly} onChange={({ target }) => setReachableOnly(target.checked)}>
              {t('Only members whom the bot may write to')}
            </Checkbox>
            <Button
              size="small"
              icon={<DownloadOutlined />}
              loading={file.busy}
              disabled={!shown?.total}
              onClick={() => void file.save()}
            >
              {t('Save as CSV')}
            </Button>
            {file.problem && <Typography.Text type="danger">{file.problem}</Typography.Text>}
          </Flex>
          <Table
            rowKey="id"
            size="small"
            columns={columns}
            dataSource={shown?.members ?? []}
            loading={loading}
            scroll={{ x: 'max-content' }}
            locale={{ emptyText: t('Nobody who is active in related groups is missing here.') }}
            pagination={{
              current: page,
              pageSize: PAGE_SIZE,
              total: shown?.total ?? 0,
              showSizeChanger: false,
              showTotal: (total) => t('{{total}} members', { total }),
              onChange: setPage,
            }}
          />
        </Flex>
      )}
      <MemberCard memberId={member} onClose={() => setMember(null)} />
    </Drawer>
  );
}

function Reachability({ value, t }: { value: string | null; t: Translate }): React.ReactElement {
  const known = value === null ? undefined : REACHABILITY[value];
  return known ? <ColourTag color={known.colour}>{t(known.title)}</ColourTag> : <>–</>;
}

/** Fetches the whole list, a portion at a time, and hands it over as a file. */
function useCsv(
  options: OverlapOptions,
  of: { group: number; reachableOnly: boolean } | null,
  total: number,
  name: GroupName,
) {
  const t = useT();
  const api = useApi();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const save = async () => {
    if (!of) return;
    setBusy(true);
    setProblem(null);
    try {
      const members: InvitableMember[] = [];
      for (let page = 1; members.length < Math.min(total, MOST_EXPORTED); page += 1) {
        const part = await api.get<InvitableAnswer>('communityAnalytics:invitable', {
          ...invitableParams(options, of),
          page,
          pageSize: EXPORT_PAGE,
        });
        members.push(...part.members);
        if (part.members.length < EXPORT_PAGE) break;
      }
      const heads = ['ID', 'Member', 'Active in', 'Score', 'Stage', 'Reachability', 'Last active', 'Rank value'];
      download(
        `invite-${of.group}.csv`,
        csvText([
          heads.map((head) => t(head)),
          ...members.map((one) => [
            one.id,
            one.name,
            one.groups.map(({ id }) => name(id)).join('; '),
            one.engagementScore,
            one.stage,
            one.reachability,
            one.lastActiveAt ? new Date(one.lastActiveAt).toISOString() : null,
            one.affinity,
          ]),
        ]),
      );
    } catch (error) {
      setProblem(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  return { save, busy, problem };
}
