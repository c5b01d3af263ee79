import { Alert, Col, Flex, Row, Typography } from 'antd';
import React, { useMemo, useState } from 'react';
import { useApi } from '../../api/useApi';
import { refusedPlace, type Words } from '../../conditions';
import { FormDrawer } from '../FormDrawer';
import { useSaving } from '../useSaving';
import { LabelHistory } from '../labels/LabelHistory';
import { LabelPreviewPanel } from '../labels/LabelPreviewPanel';
import { useLabelPreview } from '../labels/useLabelPreview';
import { checkSegment, payloadOf, type SegmentStart } from './draft';
import { ListMembers } from './ListMembers';
import { SegmentFields } from './SegmentFields';

export interface SegmentDrawerProps {
  start: SegmentStart;
  words: Words;
  /** Other segments, to take members of a list from. */
  segments: ReadonlyArray<{ key: string; title: string }>;
  onClose(): void;
  /** It is saved; the id that it has now, and whether it is a list that members are to be put on. */
  onSaved(id: number, list: boolean): void;
}

/** A segment to edit, and beside it whom it finds while it is edited. */
export function SegmentDrawer({ start, words, segments, onClose, onSaved }: SegmentDrawerProps): React.ReactElement {
  const { t } = words;
  const api = useApi();
  const [segment, setSegment] = useState(start.segment);
  const [tried, setTried] = useState(start.id !== null);
  const { saving, failure, attempt, forget } = useSaving();
  // A segment does not ask for itself: it is not offered.
  const offered = useMemo(() => {
    const others = words.catalogue.segments.filter(({ key }) => key !== start.key);
    return { ...words, catalogue: { ...words.catalogue, segments: others } };
  }, [words, start.key]);
  const missing = useMemo(() => checkSegment(segment, words), [segment, words]);
  const dynamic = segment.mode === 'dynamic';
  const incomplete = missing.some(({ path }) => path.startsWith('condition'));
  const { condition } = segment;
  const preview = useLabelPreview(
    dynamic && condition && !incomplete ? { condition, ...(start.key ? { key: start.key } : {}) } : null,
  );
  const problems = useMemo(() => {
    const refused = [failure, preview.error].map(refusedPlace).flatMap((place) => (place ? [place] : []));
    // What is missing in a new segment is said when somebody tries to save it; places in a condition at once.
    const told = tried ? missing : missing.filter(({ path }) => path.startsWith('condition'));
    return [...told, ...refused.slice(0, 1)];
  }, [missing, tried, failure, preview.error]);

  const save = async () => {
    setTried(true);
    if (missing.length > 0) return;
    const payload = payloadOf(segment);
    await attempt(async () => {
      if (start.id === null) {
        const { id } = await api.post<{ id: number }>('communitySegments:create', payload);
        onSaved(Number(id), !dynamic);
      } else {
        await api.post('communitySegments:update', payload, { filterByTk: start.id });
        onSaved(start.id, !dynamic && start.segment.mode === 'dynamic');
      }
    });
  };

  return (
    <FormDrawer
      width={1120}
      title={start.id === null ? t('New segment') : t('Edit segment')}
      action={t('Save')}
      saving={saving}
      failure={failure}
      failed={t('The segment could not be saved.')}
      onSave={save}
      onClose={onClose}
    >
      {tried && missing.length > 0 && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 16 }}
          message={t('Something is missing where it is marked red.')}
        />
      )}
      <Row gutter={[24, 24]}>
        <Col xs={24} lg={14}>
          <SegmentFields
            segment={segment}
            words={offered}
            problems={problems}
            onChange={(next) => {
              setSegment(next);
              forget();
            }}
          />
          {!dynamic &&
            (start.id !== null && start.segment.mode === 'static' && start.key ? (
              <ListMembers segment={start.key} words={words} segments={segments} />
            ) : (
              <Alert type="info" showIcon message={t('Members are added once the list is saved.')} />
            ))}
        </Col>
        <Col xs={24} lg={10}>
          <Flex vertical gap="middle" style={{ position: 'sticky', top: 0 }}>
            {dynamic && <LabelPreviewPanel result={preview} words={words} incomplete={incomplete} />}
            {start.key && (
              <div>
                <Typography.Paragraph strong style={{ marginBottom: 8 }}>
                  {t('Members over time')}
                </Typography.Paragraph>
                <LabelHistory kind="segment" label={start.key} />
              </div>
            )}
          </Flex>
        </Col>
      </Row>
    </FormDrawer>
  );
}
