import { Empty, Timeline, Typography } from 'antd';
import React from 'react';
import { ColourTag } from '../../blocks/ColourTag';
import type { StageHistory } from '../../../common/memberCard';
import { useCatalogue, useWords } from '../../conditions';
import { useMoment } from '../../moments';
import { useNumbers } from '../../numbers';
import { NOTHING_KNOWN } from '../explanation/catalogue';
import { Entered } from '../explanation/PresentStage';
import { useCatalogueLook } from '../explanation/stageNames';

/** A member's stages, the latest first, each with the rule and the numbers that led to it. */
export function HistoryView({ history }: { history: StageHistory }): React.ReactElement {
  const { catalogue } = useCatalogue();
  const words = useWords(catalogue ?? NOTHING_KNOWN);
  const look = useCatalogueLook(words.catalogue.stages);
  const moment = useMoment();
  const numbers = useNumbers();
  const { t } = words;
  if (history.changes.length === 0) {
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('No change of stage yet.')} />;
  }
  return (
    <section aria-label={t('Stage history')}>
      <Timeline
        style={{ marginTop: 8 }}
        items={history.changes.map((change, i) => ({
          key: i,
          children: (
            <div data-stage={change.to}>
              <ColourTag color={look.colour(change.to)}>{look.title(change.to)}</ColourTag>
              <Typography.Text type="secondary">{moment(change.at)}</Typography.Text>
              <Entered entered={change} words={words} look={look} />
            </div>
          ),
        }))}
      />
      {history.older > 0 && (
        <Typography.Text type="secondary">
          {t('{{count}} older changes are not shown.', { count: numbers.count(history.older) })}
        </Typography.Text>
      )}
    </section>
  );
}
