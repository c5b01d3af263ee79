import { Flex, Tooltip, Typography } from 'antd';
import React from 'react';
import { ColourTag } from '../blocks/ColourTag';
import type { OverlapAnswer } from '../../common/overlap';
import { useT } from '../locale';
import { useNumbers } from '../numbers';
import type { GroupName } from './groupNames';
import { communityColour, communityLetter } from './look';

/** Groups named on a tag; the rest are counted, and named when it is asked for them. */
const NAMED = 3;

/** The communities of groups in their colours, and how clear the division is. */
export function CommunityTags({ answer, name }: { answer: OverlapAnswer; name: GroupName }): React.ReactElement | null {
  const t = useT();
  const numbers = useNumbers();
  const { communities, modularity } = answer;
  if (modularity === null) return null;
  return (
    <section aria-label={t('Communities of groups')}>
      <Flex wrap gap={4} align="center">
        <Typography.Text strong style={{ marginInlineEnd: 4 }}>
          {t('Communities of groups')}
        </Typography.Text>
        {communities.map(({ groups }, i) => (
          <Tooltip key={groups[0]} title={groups.map(name).join(t(', '))}>
            <ColourTag color={communityColour(i)} tabIndex={0} style={{ whiteSpace: 'normal', marginInlineEnd: 0 }}>
              {`${communityLetter(i)} · `}
              {groups.slice(0, NAMED).map(name).join(t(', '))}
              {groups.length > NAMED && ` +${numbers.count(groups.length - NAMED)}`}
            </ColourTag>
          </Tooltip>
        ))}
      </Flex>
      <Typography.Paragraph type="secondary" style={{ fontSize: 12, margin: '4px 0 0' }}>
        {t(
          'Groups that share more members with each other than with the rest (Louvain method, weighted by Jaccard). Modularity {{modularity}}: 0 is no better than chance, from about 0.3 the division means something.',
          { modularity: new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 }).format(modularity) },
        )}
      </Typography.Paragraph>
    </section>
  );
}
