import { Alert, Card, Drawer, Flex, Segmented, Tag, Typography } from 'antd';
import React, { useState } from 'react';
import { COMING_DIMENSIONS, SEGMENT_TEMPLATES } from '../../../../common/segmentTemplates';
import { DIMENSION_TITLES, TEMPLATE_DIMENSIONS, type TemplateDimension } from '../../../../common/segmentTemplateTexts';
import { errorText } from '../../../api/errors';
import { useApi } from '../../../api/useApi';
import type { Words } from '../../../conditions';
import { payloadOf, segmentOf, type SegmentStart } from '../draft';
import { TemplateCard } from './TemplateCard';

const COMING_MESSAGES: Partial<Record<TemplateDimension, string>> = {
  social: 'Who influences whom, who brings whom along, and who belongs together.',
  interests: 'What members talk about, from the words they use.',
};

export interface TemplateGalleryProps {
  words: Words;
  onAdjust(start: SegmentStart): void;
  /** A segment was added. */
  onAdded(): void;
  onClose(): void;
}

/** Segments to add with one click and to adjust, by what they look at. */
export function TemplateGallery({ words, onAdjust, onAdded, onClose }: TemplateGalleryProps): React.ReactElement {
  const { t } = words;
  const api = useApi();
  const [dimension, setDimension] = useState<TemplateDimension>('behaviour');
  const [busy, setBusy] = useState(false);
  const [added, setAdded] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const coming = COMING_DIMENSIONS.includes(dimension);

  const add = async (start: SegmentStart) => {
    setBusy(true);
    setFailure(null);
    setAdded(null);
    try {
      await api.post('communitySegments:create', payloadOf(start.segment));
      setAdded(start.segment.title);
      onAdded();
    } catch (error) {
      setFailure(error);
    }
    setBusy(false);
  };

  return (
    <Drawer open width={1080} title={t('Templates of segments')} onClose={onClose}>
      <Flex vertical gap="middle">
        <div style={{ overflowX: 'auto' }}>
          <Segmented<TemplateDimension>
            aria-label={t('What it looks at')}
            value={dimension}
            options={TEMPLATE_DIMENSIONS.map((value) => ({ value, label: t(DIMENSION_TITLES[value]) }))}
            onChange={(next) => {
              setDimension(next);
              setAdded(null);
              setFailure(null);
            }}
          />
        </div>
        {added !== null && (
          <Alert
            type="success"
            showIcon
            closable
            message={t('"{{title}}" was added. Its members are looked for in the background.', { title: added })}
            onClose={() => setAdded(null)}
          />
        )}
        {failure !== null && (
          <Alert
            type="error"
            showIcon
            message={t('The segment could not be saved.')}
            description={errorText(failure)}
          />
        )}
        {coming ? (
          <Card size="small" title={t(DIMENSION_TITLES[dimension])} extra={<Tag>{t('Coming later')}</Tag>}>
            <Typography.Text type="secondary">{t(COMING_MESSAGES[dimension] ?? '')}</Typography.Text>
          </Card>
        ) : (
          <div
            key={dimension}
            style={{
              display: 'grid',
              gap: 16,
              gridTemplateColumns: 'repeat(auto-fill, minmax(min(300px, 100%), 1fr))',
            }}
          >
            {SEGMENT_TEMPLATES.filter((template) => template.dimension === dimension).map((template) => (
              <TemplateCard
                key={template.key}
                template={template}
                words={words}
                busy={busy}
                onAdd={(title, condition) => void add(segmentOf(title, template.color, condition))}
                onAdjust={(title, condition) => onAdjust(segmentOf(title, template.color, condition))}
              />
            ))}
          </div>
        )}
      </Flex>
    </Drawer>
  );
}
