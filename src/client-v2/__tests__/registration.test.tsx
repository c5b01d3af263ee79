import { PLUGIN_KEY, SETTINGS_SNIPPET } from '../../common/names';
import {
  ACTIVITY_TRIGGER,
  CLASSIFY_NODE,
  REFRESH_NODE,
  SEGMENT_TRIGGER,
  STAGE_TRIGGER,
  SYNC_NODE,
  TAG_NODE,
} from '../../common/workflow';
import CommunityClientV2, * as modern from '..';
import type { Plugin as ModernStub } from './stubs/client-v2';
import type { Plugin as LegacyStub } from './stubs/client';

jest.mock('@community-crm/plugin-telegram-community/client-v2', () => modernExports(), { virtual: true });

/** What the legacy shell hands to the shim: the modern bundle itself. */
function modernExports() {
  return jest.requireActual<typeof modern>('..');
}

const FIELDS = [
  'LevelTagFieldModel',
  'PersonaTagFieldModel',
  'ScoreBarFieldModel',
  'StageTagFieldModel',
  'TagsFieldModel',
  'TagsSelectFieldModel',
  'TierTagFieldModel',
];

const BLOCKS = [
  'CommunityGroupHealthBlockModel',
  'CommunityHeatmapBlockModel',
  'CommunityLeaderboardBlockModel',
  'CommunityLifecycleBlockModel',
  'CommunityMemberCardBlockModel',
  'CommunityMemberExplanationBlockModel',
  'CommunityOverlapBlockModel',
  'CommunityPersonaOverviewBlockModel',
  'CommunityRetentionBlockModel',
  'CommunityRfmGridBlockModel',
  'CommunityRhythmBlockModel',
  'CommunitySegmentBlockModel',
  'CommunitySegmentComparisonBlockModel',
];

const NODES = [SYNC_NODE, CLASSIFY_NODE, REFRESH_NODE, TAG_NODE];
const TRIGGERS = [ACTIVITY_TRIGGER, STAGE_TRIGGER, SEGMENT_TRIGGER];

describe('in the modern shell', () => {
  const plugin = new CommunityClientV2() as CommunityClientV2 & ModernStub;
  beforeAll(() => plugin.load());

  test('fields are registered at once and blocks load on demand under their own names', async () => {
    expect(Object.keys(plugin.models).sort()).toEqual(FIELDS);
    for (const [name, { loader }] of Object.entries(plugin.loaders)) expect(await loader()).toHaveProperty(name);
    expect(Object.keys(plugin.loaders).sort()).toEqual(BLOCKS);
    expect(plugin.loaders.CommunityHeatmapBlockModel.extends).toBe('DataBlockModel');
  });

  test('nodes and triggers are on the canvas', () => {
    expect(Object.keys(plugin.instructions)).toEqual(NODES);
    expect(Object.keys(plugin.triggers)).toEqual(TRIGGERS);
  });

  test('the settings page is there for those who hold its snippet', async () => {
    expect(plugin.menu).toMatchObject([{ key: PLUGIN_KEY, aclSnippet: SETTINGS_SNIPPET }]);
    expect(plugin.tabs).toMatchObject([{ menuKey: PLUGIN_KEY, key: 'index', aclSnippet: SETTINGS_SNIPPET }]);
    expect(await modern.loadSettingsPage()).toHaveProperty('default');
  });
});

test('the legacy shell gets the same through the shim', async () => {
  const { default: CommunityClient } = await import('../../client');
  const plugin = new CommunityClient() as InstanceType<typeof CommunityClient> & LegacyStub;
  await plugin.load();
  expect(Object.keys(plugin.models).sort()).toEqual(FIELDS);
  expect(Object.keys(plugin.instructions)).toEqual(NODES);
  expect(Object.keys(plugin.triggers)).toEqual(TRIGGERS);
  expect(plugin.pages).toMatchObject({ [PLUGIN_KEY]: { title: 'Telegram community', aclSnippet: SETTINGS_SNIPPET } });
});
