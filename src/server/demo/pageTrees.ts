import { text as title } from '../schema';
import type { DemoPage } from './pages';

interface ColumnSpec {
  field: string;
  /** The host's or our display model of the field. */
  use: string;
  width?: number;
  /** Heading instead of the field's own title. */
  heading?: string;
}

const text = (field: string, width?: number): ColumnSpec => ({ field, use: 'DisplayTextFieldModel', width });
const memberName: ColumnSpec = {
  field: 'member.displayName',
  use: 'DisplayTextFieldModel',
  width: 240,
  heading: title('Member'),
};
const groupTitle: ColumnSpec = {
  field: 'group.title',
  use: 'DisplayTextFieldModel',
  width: 240,
  heading: title('Group'),
};
const enumTag = (field: string, width = 140): ColumnSpec => ({ field, use: 'DisplayEnumFieldModel', width });
const time = (field: string): ColumnSpec => ({ field, use: 'DisplayDateTimeFieldModel', width: 180 });
const count = (field: string, width = 120): ColumnSpec => ({ field, use: 'DisplayNumberFieldModel', width });

/** A field of the collection, or, written `member.displayName`, one of a record it refers to. */
function fieldInit(collectionName: string, fieldPath: string): Record<string, unknown> {
  const association = fieldPath.includes('.') ? fieldPath.slice(0, fieldPath.lastIndexOf('.')) : undefined;
  return {
    fieldSettings: {
      init: {
        dataSourceKey: 'main',
        collectionName,
        fieldPath,
        ...(association ? { associationPathName: association } : {}),
      },
    },
  };
}

function column(page: string, collection: string, { field, use, width, heading }: ColumnSpec): Record<string, unknown> {
  const id = `community_${page}_${collection}_${field.replace('.', '_')}`;
  return {
    uid: `${id}_col`,
    use: 'TableColumnModel',
    subKey: 'columns',
    subType: 'array',
    stepParams: {
      ...fieldInit(collection, field),
      tableColumnSettings: {
        ...(width ? { width: { width } } : {}),
        ...(heading ? { title: { title: heading } } : {}),
      },
    },
    subModels: {
      field: { uid: `${id}_field`, use, subKey: 'field', subType: 'object', stepParams: fieldInit(collection, field) },
    },
  };
}

function table(
  page: string,
  collection: string,
  heading: string,
  columns: ColumnSpec[],
  sort: string,
): Record<string, unknown> {
  return {
    uid: `community_${page}_${collection}_table`,
    use: 'TableBlockModel',
    subKey: 'items',
    subType: 'array',
    stepParams: {
      resourceSettings: { init: { dataSourceKey: 'main', collectionName: collection } },
      tableSettings: {
        pageSize: { pageSize: 20 },
        defaultSorting: { sort: [{ field: sort.replace('-', ''), direction: sort.startsWith('-') ? 'desc' : 'asc' }] },
      },
      cardSettings: { titleDescription: { title: heading } },
    },
    subModels: { columns: columns.map((spec) => column(page, collection, spec)) },
  };
}

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

const heatmap = (page: string): Record<string, unknown> => ({
  uid: `community_${page}_heatmap`,
  use: 'CommunityHeatmapBlockModel',
  subKey: 'items',
  subType: 'array',
  stepParams: { cardSettings: { titleDescription: { title: title('Participation heatmap') } } },
});

/** The heatmap and the latest changes of stage. */
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
  const blocks = [heatmap('overview'), changes];
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
      text('displayName', 240),
      { field: 'stage', use: 'StageTagFieldModel', width: 120 },
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

/** Groups, and what happened lately. */
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
    grid: stacked('groups', [groups, activities]),
  };
}
