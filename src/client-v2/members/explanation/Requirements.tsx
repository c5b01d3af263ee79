import { Flex, Typography } from 'antd';
import React from 'react';
import { ColourTag } from '../../blocks/ColourTag';
import type { Requirement } from '../../../common/lifecycle';
import type { Words } from '../../conditions';
import { FulfilmentList } from './FulfilmentList';
import type { ExplanationPartProps } from './PresentStage';
import { fulfilment, missing } from './tree';

const BLOCKED_NOTES = {
  lock: 'Held back: the stage is locked.',
  minimumStay: 'Held back: the minimum stay is not over.',
};

const RuleName = ({ rule, words }: { rule: Requirement['rule']; words: Words }): React.ReactElement => (
  <Typography.Text type="secondary" style={{ display: 'block', fontSize: 12 }}>
    {words.t('Rule "{{rule}}", version {{version}}', { rule: rule.title, version: rule.version })}
  </Typography.Text>
);

/** Rules that ask for the same, told once. */
function alike(keep: Requirement[]): Requirement[][] {
  const groups = new Map<string, Requirement[]>();
  for (const requirement of keep) {
    const key = JSON.stringify(requirement.condition);
    groups.set(key, [...(groups.get(key) ?? []), requirement]);
  }
  return [...groups.values()];
}

/** What keeps the stage. One of several rules suffices. */
export function KeptWhile({ keep, words }: { keep: Requirement[]; words: Words }): React.ReactElement {
  const { t } = words;
  const groups = alike(keep);
  return (
    <section>
      <Typography.Text strong>{t('Kept while')}</Typography.Text>
      {keep.length === 0 && <div>{t('Until another rule fires.')}</div>}
      {groups.length > 1 && <div>{t('One of these rules suffices.')}</div>}
      {groups.map((group) => (
        <div key={group[0].rule.key} style={{ marginTop: 4 }}>
          <FulfilmentList part={fulfilment(group[0])} words={words} />
          {group.map(({ rule }) => (
            <RuleName key={rule.key} rule={rule} words={words} />
          ))}
        </div>
      ))}
    </section>
  );
}

/** Each possible next stage with what it still takes, in the order in which they are tried. */
export function NextStages({ answer, words, look }: ExplanationPartProps): React.ReactElement {
  const { t } = words;
  return (
    <section>
      <Typography.Text strong>{t('What could come next')}</Typography.Text>
      {answer.next.length === 0 && <div>{t('No rule leads out of this stage.')}</div>}
      {answer.next.map(({ to, blockedBy, requirement }, i) => {
        const part = fulfilment(requirement);
        return (
          <div key={`${to} ${requirement.rule.key} ${i}`} style={{ marginTop: 8 }} data-next={to}>
            <Flex wrap gap="small" align="center">
              <span>
                → <ColourTag color={look.colour(to)}>{look.title(to)}</ColourTag>
              </span>
              <Typography.Text type={requirement.met ? 'success' : 'secondary'}>
                {requirement.met
                  ? blockedBy
                    ? t(BLOCKED_NOTES[blockedBy])
                    : t('Fulfilled: the next run decides.')
                  : t('Still missing: {{count}}', { count: Math.max(1, missing(part)) })}
              </Typography.Text>
            </Flex>
            <FulfilmentList part={part} words={words} />
            <RuleName rule={requirement.rule} words={words} />
          </div>
        );
      })}
    </section>
  );
}
