import { CloseOutlined, TableOutlined, TagOutlined, TeamOutlined } from '@ant-design/icons';
import { Button, Flex, Typography, theme as antdTheme } from 'antd';
import React, { useMemo, useState } from 'react';
import type { PackedHeatmap } from '../../../common/heatmapCompact';
import { useT } from '../../locale';
import { useNumbers } from '../../numbers';
import type { Matrix } from '../matrix';
import type { StageOption } from '../stages';
import { ListPicker } from './ListPicker';
import { MembersDrawer } from './MembersDrawer';
import { selectedIn, type CellRect } from './rectangle';
import { TagPicker } from './TagPicker';

export interface SelectionPanelProps {
  answer: PackedHeatmap;
  matrix: Matrix;
  rect: CellRect;
  stages: readonly StageOption[];
  onOpenMember(id: number | string): void;
  onClear(): void;
}

/** Names that the panel spells out. */
const NAMED = 5;

/** Who is in the selected rectangle, and what can be done with them. */
export function SelectionPanel(props: SelectionPanelProps): React.ReactElement {
  const { answer, matrix, rect, stages, onOpenMember, onClear } = props;
  const t = useT();
  const { count } = useNumbers();
  const { token } = antdTheme.useToken();
  const [shown, setShown] = useState<'table' | 'tag' | 'segment' | null>(null);
  const selected = useMemo(() => selectedIn(answer, matrix, rect), [answer, matrix, rect]);
  const { members } = selected;
  const names = useMemo(() => {
    const first = new Set(members.slice(0, NAMED));
    return answer.members.filter(({ id }) => first.has(id)).map(({ name }) => name ?? t('Unnamed'));
  }, [answer, members, t]);
  const summary = t('{{members}} members active in {{groups}} groups: {{cells}} cells', {
    members: count(members.length),
    groups: count(selected.groups),
    cells: count(selected.cells),
  });
  return (
    <Flex
      wrap
      gap="small"
      align="center"
      role="region"
      aria-label={t('Selection')}
      data-testid="community-heatmap-selection"
      style={{
        padding: `${token.paddingXXS}px ${token.paddingSM}px`,
        background: token.colorFillQuaternary,
        borderRadius: token.borderRadius,
      }}
    >
      <Typography.Text strong aria-live="polite">
        {summary}
      </Typography.Text>
      <Typography.Text type="secondary" ellipsis style={{ flex: '1 1 120px', minWidth: 0 }}>
        {names.join(', ')}
        {members.length > NAMED && ' …'}
      </Typography.Text>
      <Button size="small" icon={<TableOutlined />} disabled={!members.length} onClick={() => setShown('table')}>
        {t('Open as a table')}
      </Button>
      <Button size="small" icon={<TagOutlined />} disabled={!members.length} onClick={() => setShown('tag')}>
        {t('Add tag')}
      </Button>
      <Button size="small" icon={<TeamOutlined />} disabled={!members.length} onClick={() => setShown('segment')}>
        {t('Make a segment')}
      </Button>
      <Button size="small" type="text" icon={<CloseOutlined />} aria-label={t('Clear selection')} onClick={onClear} />
      <MembersDrawer
        open={shown === 'table'}
        title={summary}
        members={members}
        stages={stages}
        onOpenMember={onOpenMember}
        onClose={() => setShown(null)}
      />
      {shown === 'segment' && <ListPicker members={members} onClose={() => setShown(null)} />}
      {shown === 'tag' && <TagPicker open members={members} onClose={() => setShown(null)} />}
    </Flex>
  );
}
