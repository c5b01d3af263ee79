import { Button, Drawer, Table, type TableColumnsType } from 'antd';
import React, { useEffect, useState } from 'react';
import { ColourTag } from '../blocks/ColourTag';
import type { LifecycleMembersAnswer } from '../../common/lifecycleBlock';
import { BlockError } from '../blocks/BlockStates';
import { useT, type Translate } from '../locale';
import { MemberCard } from '../members/MemberCard';
import { useMoment } from '../moments';
import type { LifecycleView, MembersOf } from './query';
import type { StageLook } from './stageLook';
import { useLifecycleMembers } from './useLifecycle';

const PAGE_SIZE = 20;

export interface MembersDrawerProps {
  /** Null keeps the drawer closed. */
  of: MembersOf | null;
  view: LifecycleView;
  look: StageLook;
  onClose(): void;
}

/** The members behind a number, with the way to each one's card. */
export function MembersDrawer({ of, view, look, onClose }: MembersDrawerProps): React.ReactElement {
  const t = useT();
  const moment = useMoment();
  const [page, setPage] = useState(1);
  const [member, setMember] = useState<number | null>(null);
  useEffect(() => setPage(1), [of]);
  const { answer, loading, error, reload } = useLifecycleMembers(view, of, page, PAGE_SIZE);
  const dated = of !== null && ['entered', 'left', 'flow'].includes(of.list);
  const columns: TableColumnsType<LifecycleMembersAnswer['members'][number]> = [
    {
      title: t('Member'),
      render: (_, { id, name }) => (
        <Button type="link" size="small" style={{ paddingInline: 0 }} onClick={() => setMember(id)}>
          {name ?? t('Unnamed')}
        </Button>
      ),
    },
    {
      title: t('Stage now'),
      render: (_, { stage }) => <ColourTag color={look.colour(stage)}>{look.title(stage)}</ColourTag>,
    },
    { title: t('Stage since'), render: (_, { stageSince }) => moment(stageSince) },
    ...(dated ? [{ title: t('Changed on'), render: (_: unknown, { at }: { at: number | null }) => moment(at) }] : []),
  ];
  return (
    <Drawer open={of !== null} width={760} onClose={onClose} title={of ? titleOf(of, look, t) : ''}>
      {error ? (
        <BlockError error={error} message={t('The members could not be loaded.')} onRetry={reload} />
      ) : (
        <Table
          rowKey="id"
          size="small"
          columns={columns}
          dataSource={of ? answer?.members : []}
          loading={loading}
          scroll={{ x: 'max-content' }}
          pagination={{
            current: page,
            pageSize: PAGE_SIZE,
            total: answer?.total ?? 0,
            showSizeChanger: false,
            showTotal: (total) => t('{{total}} members', { total }),
            onChange: setPage,
          }}
        />
      )}
      <MemberCard memberId={member} onClose={() => setMember(null)} />
    </Drawer>
  );
}

function titleOf({ list, stage, next }: MembersOf, look: StageLook, t: Translate): string {
  const named = { stage: look.title(stage ?? null), next: look.title(next ?? null) };
  switch (list) {
    case 'now':
      return t('{{stage}}: members now', named);
    case 'entered':
      return t('Entered {{stage}} in the period', named);
    case 'left':
      return t('Left {{stage}} in the period', named);
    case 'flow':
      return t('Changed from {{stage}} to {{next}} in the period', named);
    case 'path':
      if (next === undefined) return t('{{stage}} before the period, elsewhere at its end', named);
      if (stage === undefined) return t('{{next}} at the end of the period, elsewhere before', named);
      return t('{{stage}} before the period, {{next}} at its end', named);
  }
}
