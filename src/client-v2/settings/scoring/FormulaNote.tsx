import { Card, Flex, Typography } from 'antd';
import React from 'react';
import type { ScoringDraft } from '../../../common/scoring';
import { useT } from '../../locale';
import { useLanguage } from '../../moments';
import { Curve } from './Curve';
import { remaining, scoreOfPoints } from './scoring';

/** The formula in words, and as two curves that follow the numbers on the page. */
export function FormulaNote({ draft }: { draft: ScoringDraft }): React.ReactElement {
  const t = useT();
  const language = useLanguage();
  const { halfLifeDays, pointsForHalf } = draft;
  const number = (value: number) => value.toLocaleString(language, { maximumFractionDigits: 1 });
  const drawable = halfLifeDays >= 1 && pointsForHalf > 0;
  return (
    <Card size="small" title={t('How it is worked out')}>
      <Typography.Paragraph>
        {t(
          "Each activity gives the points of its kind, up to the most for one group and day. Points lose half of their worth every {{halfLife}} days. What is left of all of them, over all groups, is a member's points.",
          { halfLife: Number.isFinite(halfLifeDays) ? number(halfLifeDays) : '…' },
        )}
      </Typography.Paragraph>
      <Typography.Paragraph>
        {t(
          'The score is 100 × (1 − 2^(−points ÷ {{half}})): 50 for {{half}} points, 75 for twice as many. It depends on the member alone, not on others.',
          { half: Number.isFinite(pointsForHalf) ? number(pointsForHalf) : '…' },
        )}
      </Typography.Paragraph>
      {drawable && (
        <Flex wrap gap="middle">
          <Curve
            title={t('Points become a score')}
            of={(points) => scoreOfPoints(points, pointsForHalf)}
            until={pointsForHalf * 4}
            most={100}
            mark={{ at: pointsForHalf, text: t('{{points}} points: 50', { points: number(pointsForHalf) }) }}
            horizontal={t('points')}
            lines={[draft.mediumFrom, draft.highFrom]}
          />
          <Curve
            title={t('Points fade')}
            of={(days) => 100 * remaining(days, halfLifeDays)}
            until={halfLifeDays * 4}
            most={100}
            mark={{ at: halfLifeDays, text: t('{{days}} days: half', { days: number(halfLifeDays) }) }}
            horizontal={t('days')}
          />
        </Flex>
      )}
    </Card>
  );
}
