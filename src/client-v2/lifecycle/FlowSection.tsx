import { Flex, Spin, Typography } from 'antd';
import React, { lazy, Suspense, useCallback, useMemo } from 'react';
import { ChoiceBar } from '../blocks/ChoiceBar';
import type { LifecycleAnswer } from '../../common/lifecycleBlock';
import { VisuallyHidden } from '../blocks/VisuallyHidden';
import { useT } from '../locale';
import { useNumbers } from '../numbers';
import { membersOfStream, stayed, streams, type Stream } from './flows';
import { FLOW_VIEWS, type FlowView } from './options';
import type { MembersOf } from './query';
import { FLOW_TITLES } from './settingsForm';
import type { StageLook } from './stageLook';

const FlowSankey = lazy(() => import('./FlowSankey'));

export interface FlowSectionProps {
  answer: LifecycleAnswer;
  look: StageLook;
  view: FlowView;
  height: number;
  onView(view: FlowView): void;
  onOpen(members: MembersOf): void;
}

/** The flows of the period as a drawing and, for screen readers, as a table. */
export function FlowSection({ answer, look, view, height, onView, onOpen }: FlowSectionProps): React.ReactElement {
  const t = useT();
  const numbers = useNumbers();
  const list = useMemo(() => streams(answer, view), [answer, view]);
  const order = useMemo(() => [null, ...answer.stages.flatMap(({ stage }) => stage ?? [])], [answer]);
  const open = useCallback(
    (end: Pick<MembersOf, 'stage' | 'next'>) => onOpen(membersOfStream(view, end)),
    [onOpen, view],
  );
  return (
    <section aria-label={t('Flows')}>
      <Flex wrap gap="small" align="center" justify="space-between" style={{ marginBottom: 4 }}>
        <Typography.Text strong>{t('Flows')}</Typography.Text>
        <ChoiceBar<FlowView>
          size="small"
          label={t('Flows')}
          value={view}
          options={FLOW_VIEWS.map((value) => ({ value, label: t(FLOW_TITLES[value]) }))}
          onChange={onView}
        />
      </Flex>
      <Typography.Paragraph type="secondary" style={{ marginBottom: 8, fontSize: 12 }}>
        {view === 'changes'
          ? t('Left: the stage that was left. Right: the stage that was entered. Who changes twice counts twice.')
          : t(
              'Left: where members stood just before the period. Right: where they stand at its end. {{count}} who stand where they stood are not drawn.',
              {
                count: numbers.count(stayed(answer)),
              },
            )}
      </Typography.Paragraph>
      {list.length === 0 ? (
        <Typography.Paragraph type="secondary">{t('Nobody changed stage in this period.')}</Typography.Paragraph>
      ) : (
        <div style={{ position: 'relative' }}>
          <div aria-hidden style={{ height }}>
            <Suspense fallback={<Spin style={{ display: 'block', paddingTop: height / 3 }} />}>
              <FlowSankey streams={list} order={order} look={look} height={height} onOpen={open} />
            </Suspense>
          </div>
          <VisuallyHidden>
            <FlowTable list={list} look={look} caption={t(FLOW_TITLES[view])} />
          </VisuallyHidden>
        </div>
      )}
    </section>
  );
}

function FlowTable({ list, look, caption }: { list: Stream[]; look: StageLook; caption: string }): React.ReactElement {
  const t = useT();
  const numbers = useNumbers();
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('From')}</th>
          <th scope="col">{t('To')}</th>
          <th scope="col">{t('Members')}</th>
        </tr>
      </thead>
      <tbody>
        {list.map(({ from, to, members }) => (
          <tr key={`${from}>${to}`}>
            <td>{look.title(from)}</td>
            <td>{look.title(to)}</td>
            <td>{numbers.count(members)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
