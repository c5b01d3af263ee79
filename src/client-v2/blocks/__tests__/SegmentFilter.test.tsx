import { fireEvent, screen, waitFor } from '@testing-library/react';
import React from 'react';
import { renderInHost, selectField } from '../../__tests__/support';
import { DEFAULT_OPTIONS as GROUP_HEALTH } from '../../groupHealth/options';
import { GroupHealthPanel } from '../../groupHealth/GroupHealthPanel';
import { DEFAULT_OPTIONS as LIFECYCLE } from '../../lifecycle/options';
import { LifecyclePanel } from '../../lifecycle/LifecyclePanel';
import { DEFAULT_OPTIONS as OVERLAP } from '../../overlap/options';
import { OverlapPanel } from '../../overlap/OverlapPanel';
import { DEFAULT_OPTIONS as PERSONAS } from '../../personaOverview/options';
import { PersonaPanel } from '../../personaOverview/PersonaPanel';
import { DEFAULT_OPTIONS as RETENTION } from '../../retention/options';
import { RetentionPanel } from '../../retention/RetentionPanel';
import { DEFAULT_OPTIONS as RFM } from '../../rfmGrid/options';
import { RfmPanel } from '../../rfmGrid/RfmPanel';

const BLOCKS: Array<[action: string, element: React.ReactElement]> = [
  ['communityAnalytics:lifecycle', <LifecyclePanel key="lifecycle" options={LIFECYCLE} />],
  ['communityAnalytics:retention', <RetentionPanel key="retention" options={RETENTION} />],
  ['communityAnalytics:groupHealth', <GroupHealthPanel key="health" options={GROUP_HEALTH} />],
  ['communityAnalytics:overlap', <OverlapPanel key="overlap" options={OVERLAP} />],
  ['communityRfm:grid', <RfmPanel key="rfm" options={RFM} />],
  ['communityRuleLibrary:list', <PersonaPanel key="personas" options={PERSONAS} />],
];

const segmentsAsked = (sent: ReadonlyArray<{ url: string; params?: Record<string, unknown> }>, action: string) =>
  sent.filter(({ url }) => url === action).map(({ params }) => params?.segment);

test.each(BLOCKS)('%s is asked about a segment that the reader chose', async (action, element) => {
  const { host } = renderInHost(element, { 'communitySegments:list': [{ id: 1, key: 'buyers', title: 'Buyers' }] });
  fireEvent.mouseDown(await waitFor(() => selectField('Segment')));
  fireEvent.click(await screen.findByTitle('Buyers'));
  await waitFor(() => expect(segmentsAsked(host.sent, action)).toEqual([undefined, 'buyers']));
});

test('where the reader may see no segment, none is offered', async () => {
  const { host } = renderInHost(<RfmPanel options={RFM} />, { 'communitySegments:list': [] });
  await waitFor(() => expect(host.sent.map(({ url }) => url)).toContain('communitySegments:list'));
  expect(screen.queryByRole('combobox', { name: 'Segment' })).toBeNull();
});
