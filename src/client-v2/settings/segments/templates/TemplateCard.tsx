import { Button, Card, Flex, Tag, Typography } from 'antd';
import React, { useMemo, useState } from 'react';
import type { Condition } from '../../../../common/conditions';
import { initialValues, missingParameters } from '../../../../common/segmentTemplateParameters';
import type { SegmentTemplate } from '../../../../common/segmentTemplates';
import { TEMPLATE_NOTES, TEMPLATE_TITLES } from '../../../../common/segmentTemplateTexts';
import { ConditionSentence, type Words } from '../../../conditions';
import { LabelTag } from '../../../fields/LabelTag';
import { TemplateParameters } from './TemplateParameters';

export interface TemplateCardProps {
  template: SegmentTemplate;
  words: Words;
  busy: boolean;
  /** Adds the segment as it stands. */
  onAdd(title: string, condition: Condition): void;
  /** Opens it in the editor. */
  onAdjust(title: string, condition: Condition): void;
}

/** A template with the few things it asks for, and what comes of it in a sentence. */
export function TemplateCard({ template, words, busy, onAdd, onAdjust }: TemplateCardProps): React.ReactElement {
  const { t } = words;
  const [values, setValues] = useState(() => initialValues(template));
  const missing = missingParameters(template, values);
  const condition = useMemo(
    () => (missing.length === 0 ? template.condition(values) : null),
    [template, values, missing.length],
  );
  const title = t(TEMPLATE_TITLES[template.key]);
  const note = TEMPLATE_NOTES[template.key];
  return (
    <Card
      size="small"
      data-template={template.key}
      title={<LabelTag title={title} color={template.color} />}
      style={{ height: '100%' }}
      styles={{ body: { display: 'flex', flexDirection: 'column', gap: 8, height: 'calc(100% - 40px)' } }}
    >
      {note && <Typography.Text type="secondary">{t(note)}</Typography.Text>}
      {template.sensitive && (
        <Typography.Text type="secondary">
          <Tag>{t('Sensitive')}</Tag>
          {t('Only members who gave their consent are found.')}
        </Typography.Text>
      )}
      <TemplateParameters
        template={template.key}
        parameters={template.parameters}
        values={values}
        missing={missing}
        words={words}
        onChange={setValues}
      />
      <div style={{ flex: 1 }}>
        {condition ? (
          <ConditionSentence condition={condition} words={words} />
        ) : (
          <Typography.Text type="secondary">{t('Fill in what is missing.')}</Typography.Text>
        )}
      </div>
      <Flex gap="small">
        <Button
          type="primary"
          size="small"
          disabled={!condition || busy}
          aria-label={t('{{action}}: {{title}}', { action: t('Add'), title })}
          onClick={() => condition && onAdd(title, condition)}
        >
          {t('Add')}
        </Button>
        <Button
          size="small"
          disabled={!condition || busy}
          aria-label={t('{{action}}: {{title}}', { action: t('Adjust first'), title })}
          onClick={() => condition && onAdjust(title, condition)}
        >
          {t('Adjust first')}
        </Button>
      </Flex>
    </Card>
  );
}
