import { ReloadOutlined } from '@ant-design/icons';
import { Button, Empty, Flex, Typography } from 'antd';
import React, { useState } from 'react';
import { personaTitle } from '../../common/labelTitles';
import { SHIPPED_PERSONAS } from '../../common/personas';
import { BlockError, BlockLoading } from '../blocks/BlockStates';
import { usePersonas } from '../heatmap/filters/choices';
import { SegmentFilter } from '../blocks/SegmentFilter';
import { useT } from '../locale';
import { MemberListDrawer, type ListedMembers } from '../memberList/MemberListDrawer';
import { inSegments, narrowed } from '../memberList/query';
import { useNumbers } from '../numbers';
import { useReader } from '../titles';
import type { PersonaOptions } from './options';
import { PersonaCard } from './PersonaCard';
import type { PersonaCount } from './personas';
import { peopleOf, usePersonaCounts } from './usePersonaCounts';

/** The block's content: a card for each persona, or what stands in for them. */
export function PersonaPanel({ options }: { options: PersonaOptions }): React.ReactElement {
  const t = useT();
  const reader = useReader();
  const numbers = useNumbers();
  const choices = usePersonas();
  const [members, setMembers] = useState<ListedMembers | null>(null);
  const [segments, setSegments] = useState<string[]>([]);
  const { personas, total, loading, error, reload } = usePersonaCounts(segments);

  const titleOf = (key: string) =>
    choices.find(({ value }) => value === key)?.label ??
    personaTitle(reader, key, SHIPPED_PERSONAS.find(({ to }) => to === key)?.titleEn ?? key);

  const content = (all: PersonaCount[]) => {
    if (all.every(({ members }) => members === null))
      return (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('Your role may not see this about members.')} />
      );
    const shown = all.filter(({ members }) => options.showEmpty || members !== 0);
    if (shown.length === 0)
      return (
        <Empty
          image={Empty.PRESENTED_IMAGE_SIMPLE}
          description={t('Nobody is of a persona yet. The next run finds out, or change the rules in the settings.')}
        />
      );
    const given = all.reduce((sum, { members }) => sum + (members ?? 0), 0);
    const none = total === undefined ? null : Math.max(0, total - given);
    return (
      <>
        <div
          role="list"
          aria-label={t('Personas')}
          style={{ display: 'grid', gap: 12, gridTemplateColumns: 'repeat(auto-fill, minmax(min(230px, 100%), 1fr))' }}
        >
          {shown.map((persona) => (
            <PersonaCard
              key={persona.key}
              persona={persona}
              title={titleOf(persona.key)}
              total={total}
              // the trend is that of everybody
              options={{ ...options, showTrend: options.showTrend && segments.length === 0 }}
              onOpen={() =>
                setMembers({
                  title: titleOf(persona.key),
                  hint: persona.treatment,
                  query: narrowed({ persona: { $eq: persona.key } }, segments.length ? inSegments(segments) : null),
                })
              }
            />
          ))}
        </div>
        {none !== null && none > 0 && (
          <Typography.Text type="secondary">
            {t('{{count}} of {{total}} members are of no persona.', {
              count: numbers.count(none),
              total: numbers.count(total ?? 0),
            })}{' '}
            <Button
              type="link"
              size="small"
              style={{ paddingInline: 0 }}
              onClick={() =>
                setMembers({
                  title: t('Members of no persona'),
                  query: { $and: [peopleOf(segments), { persona: { $empty: true } }] },
                })
              }
            >
              {t('Who they are')}
            </Button>
          </Typography.Text>
        )}
      </>
    );
  };

  return (
    <Flex vertical gap="middle" data-testid="community-persona-overview" aria-busy={loading}>
      <Flex wrap gap="small" align="center">
        <SegmentFilter value={segments} onChange={setSegments} />
        <Button icon={<ReloadOutlined />} loading={loading} aria-label={t('Refresh')} onClick={reload} />
        <Typography.Text type="secondary" style={{ fontSize: 12 }}>
          {t('Who fits several personas is of the first one of these.')}
        </Typography.Text>
      </Flex>
      {error ? (
        <BlockError error={error} message={t('The personas could not be loaded.')} onRetry={reload} />
      ) : personas ? (
        content(personas)
      ) : (
        <BlockLoading rows={6} />
      )}
      <MemberListDrawer of={members} onClose={() => setMembers(null)} />
    </Flex>
  );
}
