import { Card, Tabs } from 'antd';
import React, { useState } from 'react';
import { useT } from '../locale';
import { BotsTab } from './bots/BotsTab';
import { ImportTab } from './imports/ImportTab';
import { KindsTab } from './kinds/KindsTab';
import { LabelsTab } from './library/LabelsTab';
import { LifecycleTab } from './lifecycle/LifecycleTab';
import { PeopleTab } from './people/PeopleTab';
import { PrivacyTab } from './privacy/PrivacyTab';
import { ScheduleTab } from './schedule/ScheduleTab';
import { ScoringTab } from './scoring/ScoringTab';
import { SourcesTab } from './sources/SourcesTab';

/** The plugin's settings, the same in both shells. */
export default function CommunitySettingsPage(): React.ReactElement {
  const t = useT();
  const [tab, setTab] = useState('bots');
  return (
    <Card data-testid="community-settings">
      <Tabs
        activeKey={tab}
        onChange={setTab}
        items={[
          { key: 'bots', label: t('Bots'), children: <BotsTab /> },
          { key: 'import', label: t('Import'), children: <ImportTab /> },
          { key: 'sources', label: t('Sources'), children: <SourcesTab />, destroyInactiveTabPane: true },
          { key: 'kinds', label: t('Kinds'), children: <KindsTab /> },
          { key: 'scoring', label: t('Scoring'), children: <ScoringTab /> },
          { key: 'lifecycle', label: t('Lifecycle'), children: <LifecycleTab /> },
          { key: 'labels', label: t('Labels and segments'), children: <LabelsTab />, destroyInactiveTabPane: true },
          { key: 'people', label: t('People'), children: <PeopleTab />, destroyInactiveTabPane: true },
          // Runs change while nobody looks: this tab is made anew each time it opens.
          { key: 'schedule', label: t('Schedule and runs'), children: <ScheduleTab />, destroyInactiveTabPane: true },
          { key: 'privacy', label: t('Privacy'), children: <PrivacyTab /> },
        ]}
      />
    </Card>
  );
}
