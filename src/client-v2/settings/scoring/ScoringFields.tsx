import { Flex, Form, InputNumber } from 'antd';
import React from 'react';
import type { ScoringDraft } from '../../../common/scoring';
import { useT } from '../../locale';
import type { ScoringField } from './scoring';

const FIELD_TITLES: Record<ScoringField, string> = {
  halfLifeDays: 'Half-life',
  pointsForHalf: 'Points for a score of 50',
  mediumFrom: 'Level "medium" from',
  highFrom: 'Level "high" from',
  sessionGapMinutes: 'Session gap',
};

const EXPLANATION_MESSAGES: Record<ScoringField, string> = {
  halfLifeDays: 'After so many days an activity counts half.',
  pointsForHalf: 'So many points give a score of 50, twice as many 75. Raise it if too many members are near 100.',
  mediumFrom: 'Scores from here are of level "medium"; below, above 0, "low".',
  highFrom: 'Scores from here are of level "high".',
  sessionGapMinutes: 'A longer break begins a new session. Only session minutes depend on it.',
};

const UNIT_TITLES: Partial<Record<ScoringField, string>> = {
  halfLifeDays: 'days',
  pointsForHalf: 'points',
  sessionGapMinutes: 'min',
};

const LEAST: Record<ScoringField, number> = {
  halfLifeDays: 1,
  pointsForHalf: 0,
  mediumFrom: 0,
  highFrom: 0,
  sessionGapMinutes: 1,
};

export interface ScoringFieldsProps {
  draft: ScoringDraft;
  problems: Record<string, string>;
  onChange(draft: ScoringDraft): void;
}

/** The numbers of the weighting that are the same for every kind. */
export function ScoringFields({ draft, problems, onChange }: ScoringFieldsProps): React.ReactElement {
  const t = useT();
  return (
    <Form layout="vertical" component="div">
      <Flex wrap gap="middle">
        {(Object.keys(FIELD_TITLES) as ScoringField[]).map((name) => {
          const unit = UNIT_TITLES[name];
          return (
            <Form.Item
              key={name}
              label={t(FIELD_TITLES[name])}
              htmlFor={`scoring-${name}`}
              extra={t(EXPLANATION_MESSAGES[name])}
              validateStatus={problems[name] ? 'error' : undefined}
              help={problems[name]}
              style={{ width: 188, marginBottom: 0 }}
            >
              <InputNumber<number>
                id={`scoring-${name}`}
                style={{ width: 160 }}
                min={LEAST[name]}
                suffix={unit ? t(unit) : undefined}
                value={Number.isFinite(draft[name]) ? draft[name] : null}
                onChange={(value) => onChange({ ...draft, [name]: value ?? Number.NaN })}
              />
            </Form.Item>
          );
        })}
      </Flex>
    </Form>
  );
}
