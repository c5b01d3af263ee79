import { AppstoreAddOutlined, PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Dropdown, Flex, Tabs, Typography } from 'antd';
import React, { useState } from 'react';
import type { ConditionCatalogue } from '../../../common/conditions';
import type { LibraryEntry } from '../../../common/ruleLibrary';
import { errorText } from '../../api/errors';
import { useWords } from '../../conditions';
import { RuleDrawer } from '../labels/RuleDrawer';
import { copyOf as copyOfRule, ruleOf, type LabelRuleStart } from '../labels/ruleDraft';
import { PersonasSection } from '../personas/PersonasSection';
import { TiersSection } from '../personas/TiersSection';
import { blankSegment, copyOf, startOf, type SegmentStart } from '../segments/draft';
import { SegmentDrawer } from '../segments/SegmentDrawer';
import { TemplateGallery } from '../segments/templates/TemplateGallery';
import { TagsSection } from '../tags/TagsSection';
import { LibraryTable } from './LibraryTable';
import { RunProgress } from './RunProgress';
import type { Library } from './useLibrary';

export interface LabelsPageProps {
  library: Library;
  entries: readonly LibraryEntry[];
  catalogue: ConditionCatalogue;
}

/** The library of rules, and apart from it what is only known of personas, tiers and tags. */
export function LabelsPage({ library, entries, catalogue }: LabelsPageProps): React.ReactElement {
  const words = useWords(catalogue);
  const { t } = words;
  const [section, setSection] = useState('library');
  const [gallery, setGallery] = useState(false);
  const [segment, setSegment] = useState<SegmentStart | null>(null);
  const [rule, setRule] = useState<LabelRuleStart | null>(null);
  // a list that was just saved is opened again as soon as it is known, to put members on it
  const [opening, setOpening] = useState<number | null>(null);
  const awaited = opening === null ? undefined : library.segments.find(({ id }) => Number(id) === opening);
  const shownSegment = segment ?? (awaited ? startOf(awaited) : null);
  const infoOf = (entry: LibraryEntry) => library.segments.find(({ key }) => key === entry.key);
  const closeSegment = () => {
    setSegment(null);
    setOpening(null);
  };

  const edit = (entry: LibraryEntry) => {
    if (entry.kind === 'tier') return setSection('tiers');
    if (entry.kind !== 'segment') return setRule({ id: entry.id, kind: entry.kind, rule: ruleOf(entry) });
    const info = infoOf(entry);
    if (info) setSegment(startOf(info));
  };
  const duplicate = (entry: LibraryEntry) => {
    const title = t('{{title}} (copy)', { title: entry.title });
    const info = infoOf(entry);
    if (entry.kind === 'segment' && info) setSegment(copyOf(info, title));
    if (entry.kind === 'persona' || entry.kind === 'tag') setRule(copyOfRule(entry, title));
  };

  return (
    <Flex vertical gap="middle" data-testid="labels">
      <Flex justify="space-between" gap="small" wrap align="flex-start">
        <Typography.Paragraph type="secondary" style={{ flex: '1 1 320px', maxWidth: 760, marginBottom: 0 }}>
          {t(
            'Who is who: segments are saved conditions or lists, personas say how somebody takes part, tiers what somebody is worth, and tags mark whatever else matters. All of them are filters and fields in your own tables, and start workflows.',
          )}
        </Typography.Paragraph>
        <Flex gap="small" style={{ flex: 'none' }}>
          <Button icon={<AppstoreAddOutlined />} onClick={() => setGallery(true)}>
            {t('From a template')}
          </Button>
          <Dropdown.Button
            type="primary"
            menu={{
              items: [{ key: 'static', label: t('New list') }],
              onClick: () => setSegment(blankSegment('static')),
            }}
            onClick={() => setSegment(blankSegment())}
          >
            <PlusOutlined /> {t('New segment')}
          </Dropdown.Button>
        </Flex>
      </Flex>
      {library.failure !== null && (
        <Alert
          type="error"
          showIcon
          closable
          message={t('This could not be done.')}
          description={errorText(library.failure)}
          onClose={library.dismiss}
        />
      )}
      {library.started && (
        <RunProgress
          key={library.started.run}
          started={library.started}
          onEnd={library.reload}
          onClose={library.finished}
        />
      )}
      <Tabs
        size="small"
        activeKey={section}
        onChange={setSection}
        destroyInactiveTabPane
        items={[
          {
            key: 'library',
            label: t('Rule library'),
            children: (
              <LibraryTable
                entries={entries}
                words={words}
                onEdit={edit}
                onDuplicate={duplicate}
                onRefresh={(entry) => void library.refreshNow(entry)}
                onDelete={(entry) => void library.remove(entry)}
                onEnable={(entry, enabled) => void library.changeRule(Number(entry.id), { enabled })}
              />
            ),
          },
          {
            key: 'personas',
            label: t('Personas'),
            children: <PersonasSection entries={entries} library={library} words={words} onEdit={setRule} />,
          },
          {
            key: 'tiers',
            label: t('Value tiers'),
            children: <TiersSection entries={entries} words={words} onSaved={library.reload} />,
          },
          {
            key: 'tags',
            label: t('Tags'),
            children: <TagsSection entries={entries} library={library} words={words} onEditRule={setRule} />,
          },
        ]}
      />
      {gallery && (
        <TemplateGallery
          words={words}
          onAdded={library.reload}
          onClose={() => setGallery(false)}
          onAdjust={(start) => {
            setGallery(false);
            setSegment(start);
          }}
        />
      )}
      {shownSegment && (
        <SegmentDrawer
          key={`${shownSegment.id} ${shownSegment.segment.title}`}
          start={shownSegment}
          words={words}
          segments={library.segments}
          onClose={closeSegment}
          onSaved={(id, list) => {
            closeSegment();
            if (list) setOpening(id);
            library.reload();
          }}
        />
      )}
      {rule && (
        <RuleDrawer
          start={rule}
          entries={entries}
          words={words}
          onClose={() => setRule(null)}
          onSaved={() => {
            setRule(null);
            library.reload();
          }}
        />
      )}
    </Flex>
  );
}
