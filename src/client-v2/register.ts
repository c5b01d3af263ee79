import type { FlowEngine } from '@nocobase/flow-engine';
import type { WorkflowClient } from '@nocobase/plugin-workflow/client-v2';
import { PLUGIN_KEY, SETTINGS_SNIPPET } from '../common/names';
import { LevelTagFieldModel } from './fields/LevelTagFieldModel';
import { PersonaTagFieldModel } from './fields/PersonaTagFieldModel';
import { ScoreBarFieldModel } from './fields/ScoreBarFieldModel';
import { StageTagFieldModel } from './fields/StageTagFieldModel';
import { TagsFieldModel } from './fields/TagsFieldModel';
import { TagsSelectFieldModel } from './fields/TagsSelectFieldModel';
import { TierTagFieldModel } from './fields/TierTagFieldModel';
import { registerWorkflow } from './workflow/register';

/** The entry in the host's plugin settings, the same in both shells. */
export const SETTINGS_ENTRY = {
  key: PLUGIN_KEY,
  title: 'Telegram community',
  icon: 'TeamOutlined',
  aclSnippet: SETTINGS_SNIPPET,
} as const;

/** The settings page, loaded when someone opens it. */
export const loadSettingsPage = () => import('./settings/CommunitySettingsPage');

/**
 * Registers what is the same in the modern shell and in the legacy one.
 *
 * Field models are registered at once, because the host ignores default bindings of classes that are not loaded yet;
 * blocks load when a page shows one.
 */
export function registerShared(host: { flowEngine: FlowEngine; pm: { get(name: string): unknown } }): void {
  registerWorkflow(host.pm.get('workflow') as WorkflowClient | undefined);
  host.flowEngine.registerModels({
    StageTagFieldModel,
    LevelTagFieldModel,
    ScoreBarFieldModel,
    PersonaTagFieldModel,
    TierTagFieldModel,
    TagsFieldModel,
    TagsSelectFieldModel,
  });
  host.flowEngine.registerModelLoaders({
    CommunityGroupHealthBlockModel: {
      extends: 'DataBlockModel',
      loader: () => import('./groupHealth/CommunityGroupHealthBlockModel'),
    },
    CommunityHeatmapBlockModel: {
      extends: 'DataBlockModel',
      loader: () => import('./heatmap/CommunityHeatmapBlockModel'),
    },
    CommunityLeaderboardBlockModel: {
      extends: 'DataBlockModel',
      loader: () => import('./leaderboard/CommunityLeaderboardBlockModel'),
    },
    CommunityLifecycleBlockModel: {
      extends: 'DataBlockModel',
      loader: () => import('./lifecycle/CommunityLifecycleBlockModel'),
    },
    CommunityMemberCardBlockModel: {
      extends: 'DataBlockModel',
      loader: () => import('./members/card/CommunityMemberCardBlockModel'),
    },
    CommunityMemberExplanationBlockModel: {
      extends: 'DataBlockModel',
      loader: () => import('./members/explanation/CommunityMemberExplanationBlockModel'),
    },
    CommunityOverlapBlockModel: {
      extends: 'DataBlockModel',
      loader: () => import('./overlap/CommunityOverlapBlockModel'),
    },
    CommunityPersonaOverviewBlockModel: {
      extends: 'DataBlockModel',
      loader: () => import('./personaOverview/CommunityPersonaOverviewBlockModel'),
    },
    CommunityRetentionBlockModel: {
      extends: 'DataBlockModel',
      loader: () => import('./retention/CommunityRetentionBlockModel'),
    },
    CommunityRfmGridBlockModel: {
      extends: 'DataBlockModel',
      loader: () => import('./rfmGrid/CommunityRfmGridBlockModel'),
    },
    CommunityRhythmBlockModel: {
      extends: 'DataBlockModel',
      loader: () => import('./rhythm/CommunityRhythmBlockModel'),
    },
    CommunitySegmentBlockModel: {
      extends: 'DataBlockModel',
      loader: () => import('./segmentBlock/CommunitySegmentBlockModel'),
    },
    CommunitySegmentComparisonBlockModel: {
      extends: 'DataBlockModel',
      loader: () => import('./segmentComparison/CommunitySegmentComparisonBlockModel'),
    },
  });
}
