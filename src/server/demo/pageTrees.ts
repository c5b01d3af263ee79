import { text as title } from '../schema';
import type { DemoPage } from './pages';
import { count, enumTag, groupTitle, memberName, table, text, time } from './tables';

function stacked(page: string, blocks: Array<Record<string, unknown>>): Record<string, unknown> {
  const rows = Object.fromEntries(blocks.map((block, i) => [`row${i}`, [[block.uid]]]));
  const sizes = Object.fromEntries(blocks.map((_, i) => [`row${i}`, [24]]));
  return {
    uid: `community_${page}_grid`,
    use: 'BlockGridModel',
    stepParams: { gridSettings: { grid: { rows, sizes, rowOrder: Object.keys(rows) } } },
    subModels: { items: blocks },
  };
}

/** One of our blocks, as it comes. */
const block = (page: string, part: string, use: string, heading: string): Record<string, unknown> => ({
  uid: `community_${page}_${part}`,
  use,
  subKey: 'items',
  subType: 'array',
  stepParams: { cardSettings: { titleDescription: { title: heading } } },
});

/** The heatmap, the lifecycle, retention and the latest changes of stage. */
export function overviewPage(): DemoPage {
  const changes = table(
    'overview',
    'communityStageChanges',
    title('Latest stage changes'),
    [
      memberName,
      { field: 'from', use: 'StageTagFieldModel', width: 120 },
      { field: 'to', use: 'StageTagFieldModel', width: 120 },
      time('at'),
      text('ruleKey', 200),
      enumTag('origin', 160),
    ],
    '-at',
  );
  const blocks = [
    block('overview', 'heatmap', 'CommunityHeatmapBlockModel', title('Participation heatmap')),
    block('overview', 'lifecycle', 'CommunityLifecycleBlockModel', title('Lifecycle')),
    block('overview', 'retention', 'CommunityRetentionBlockModel', title('Retention')),
    block('overview', 'rhythm', 'CommunityRhythmBlockModel', title('Rhythm')),
    block('overview', 'leaderboard', 'CommunityLeaderboardBlockModel', title('Leaderboard')),
    changes,
  ];
  return {
    key: 'overview',
    title: title('Community'),
    icon: 'HeatMapOutlined',
    grid: stacked('overview', blocks),
  };
}

/** Members with their stage and score, and their memberships with the level. */
export function membersPage(): DemoPage {
  const members = table(
    'members',
    'communityMembers',
    title('Community members'),
    [
      { ...text('displayName', 240), popup: true },
      { field: 'stage', use: 'StageTagFieldModel', width: 120 },
      { field: 'persona', use: 'PersonaTagFieldModel', width: 160 },
      { field: 'rfmTier', use: 'TierTagFieldModel', width: 140 },
      { field: 'tags', use: 'TagsFieldModel', width: 240 },
      time('stageSince'),
      { field: 'engagementScore', use: 'ScoreBarFieldModel', width: 160 },
      time('firstSeenAt'),
      time('lastActiveAt'),
      enumTag('reachability', 160),
    ],
    '-engagementScore',
  );
  const memberships = table(
    'members',
    'communityMemberships',
    title('Participation in groups'),
    [
      memberName,
      groupTitle,
      { field: 'level', use: 'LevelTagFieldModel', width: 110 },
      { field: 'score', use: 'ScoreBarFieldModel', width: 160 },
      count('posts'),
      enumTag('status'),
      time('joinedAt'),
      time('lastActiveAt'),
    ],
    '-score',
  );
  return {
    key: 'members',
    title: title('Members'),
    icon: 'TeamOutlined',
    grid: stacked('members', [members, memberships]),
  };
}

/** Segments and who is in them, personas, and the value of members. */
export function segmentsPage(): DemoPage {
  return {
    key: 'segments',
    title: title('Segments and personas'),
    icon: 'ClusterOutlined',
    grid: stacked('segments', [
      block('segments', 'segment', 'CommunitySegmentBlockModel', title('Segment')),
      block('segments', 'comparison', 'CommunitySegmentComparisonBlockModel', title('Segment comparison')),
      block('segments', 'personas', 'CommunityPersonaOverviewBlockModel', title('Persona overview')),
      block('segments', 'rfm', 'CommunityRfmGridBlockModel', title('RFM grid')),
    ]),
  };
}

/** How groups are doing, groups, what they have in common, and what happened lately. */
export function groupsPage(): DemoPage {
  const groups = table(
    'groups',
    'communityGroups',
    title('Community groups'),
    [
      text('title', 280),
      enumTag('type'),
      enumTag('status', 220),
      count('knownMembers', 150),
      count('posts'),
      time('lastActiveAt'),
    ],
    '-posts',
  );
  const activities = table(
    'groups',
    'communityActivities',
    title('Latest activity'),
    [time('occurredAt'), enumTag('kind'), memberName, groupTitle, count('textLength'), text('forwardSource', 220)],
    '-occurredAt',
  );
  return {
    key: 'groups',
    title: title('Groups'),
    icon: 'MessageOutlined',
    grid: stacked('groups', [
      block('groups', 'health', 'CommunityGroupHealthBlockModel', title('Group health')),
      groups,
      block('groups', 'overlap', 'CommunityOverlapBlockModel', title('Overlap of groups')),
      block('groups', 'rhythm', 'CommunityRhythmBlockModel', title('Rhythm')),
      activities,
    ]),
  };
}
