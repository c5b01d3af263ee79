import type { Application } from '@nocobase/server';
import { PUSH_SNIPPET, SETTINGS_SNIPPET } from '../common/names';
import { whoMayList } from './analytics';
import { protectComputed } from './permissions/readOnly';

/** Who may call what: what checks the caller's rights itself is open to whoever has signed in, the rest are snippets. */
export function defineAccess(app: Application): void {
  app.resourceManager.use(protectComputed, { tag: 'communityReadOnly', after: 'acl' });
  // each of these checks the caller's rights on members and groups itself
  app.acl.allow(
    'communityAnalytics',
    [
      'heatmap',
      'rhythm',
      'leaderboard',
      'overlap',
      'lifecycle',
      'lifecycleMembers',
      'retention',
      'explainScore',
      'flow',
      'coldGroups',
      'invitable',
      'groupHealth',
      'memberCard',
    ],
    'loggedIn',
  );
  // asks for the right to update the member
  app.acl.allow('communityLifecycle', 'setStage', 'loggedIn');
  app.acl.allow('communityLifecycle', 'explain', 'loggedIn');
  // asks for the right to update the members
  app.acl.allow('communityTagging', ['add', 'remove'], 'loggedIn');
  // the words that an explanation is told in
  app.acl.allow('communityLifecycle', 'catalogue', whoMayList('communityMembers'));
  app.acl.registerSnippet({
    name: SETTINGS_SNIPPET,
    actions: [
      'communitySettings:*',
      'communityImports:*',
      'communityLifecycle:*',
      'communityScoring:*',
      'communityRuns:list',
      'communityRuns:get',
      'communityConnections:*',
      'communityMerges:*',
      'communityGaps:list',
      'communityIngest:*',
      'communityKinds:*',
      'communityRules:*',
      'communityStages:*',
      'communityMappings:*',
      'communitySources:*',
      'communityWorkflow:*',
      'communityTags:*',
      'communitySegments:*',
      'communitySegmentRuns:*',
      'communityRfm:*',
    ],
  });
  app.acl.registerSnippet({ name: PUSH_SNIPPET, actions: ['communityIngest:push'] });
}
