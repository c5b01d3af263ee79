import type { Comparison, Evidence, LabelLeaf } from '../../../common/conditions';
import { measureText, unitOf } from './measure';
import { amountText, numberText } from './quantity';
import { labelTitles } from './sentence';
import { capital, oneOfThese, spaced, titleIn, type Words } from './words';

const LABEL_TITLES: Record<LabelLeaf, string> = {
  stage: 'Stage',
  tag: 'Tag',
  persona: 'Persona',
  tier: 'Value tier',
  interest: 'Interest',
};

const listed = (value: Evidence['value'] | Evidence['threshold']): string[] =>
  value === null || value === undefined ? [] : (Array.isArray(value) ? value : [value]).map(String);

/** A requirement with its numbers: what was found and what was asked for. */
export const evidenceText = (evidence: Evidence, words: Words): string => spaced(textOf(evidence, words));

function textOf(evidence: Evidence, words: Words): string {
  const { t } = words;
  const { left, op, value, threshold, met } = evidence;
  const outcome = met ? t('holds') : t('does not hold');
  if (left === 'filter') return t('Fields of the record: {{outcome}}', { outcome });
  if (left === 'segment') {
    const segment = oneOfThese(
      listed(threshold).map((key) => titleIn(words.catalogue.segments, key)),
      words,
    );
    return t('In the segment "{{segment}}": {{outcome}}', { segment, outcome });
  }
  if (left === 'hours')
    return t('{{measure}}: {{value}}, asked for: {{wanted}}', {
      measure: t('Share of messages in these hours'),
      value: typeof value === 'number' ? numberText(value, 'share', words) : outcome,
      wanted:
        typeof threshold === 'number'
          ? t('at least {{number}}', { number: numberText(threshold, 'share', words) })
          : '–',
    });
  if (typeof left === 'string')
    return t('{{measure}}: {{value}}, asked for: {{wanted}}', {
      measure: t(LABEL_TITLES[left]),
      value: oneOfThese(labelTitles(left, listed(value), words), words) || t('none'),
      wanted: oneOfThese(labelTitles(left, listed(threshold), words), words),
    });
  const unit = unitOf(left, words);
  const bounds = listed(threshold).map((bound) => numberText(Number(bound), unit, words));
  return t('{{measure}}: {{value}}, asked for: {{wanted}}', {
    measure: capital(measureText(left, words)),
    value: typeof value === 'number' ? numberText(value, unit, words) : t('none'),
    wanted: bounds.length > 0 ? amountText(op as Comparison, bounds, unit, words) : '–',
  });
}
