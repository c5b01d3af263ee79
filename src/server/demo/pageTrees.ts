import type { DemoPage } from './pages';

interface ColumnSpec {
  field: string;
  /** The host's or our display model of the field. */
  use: string;
  width?: number;
}

const text = (field: string, width?: number): ColumnSpec => ({ field, use: 'DisplayTextFieldModel', width });
const enumTag = (field: string): ColumnSpec => ({ field, use: 'DisplayEnumFieldModel', width: 120 });
const time = (field: string): ColumnSpec => ({ field, use: 'DisplayDateTimeFieldModel', width: 170 });
const count = (field: string): ColumnSpec => ({ field, use: 'DisplayNumberFieldModel', width: 100 });

const fieldInit = (collectionName: string, fieldPath: string) => ({
  fieldSettings: { init: { dataSourceKey: 'main', collectionName, fieldPath } },
});

function column(page: string, collection: string, { field, use, width }: ColumnSpec): Record<string, unknown> {
  const id = `community_${page}_${collection}_${field.replace('.', '_')}`;
  return {
    uid: `${id}_col`,
    use: 'TableColumnModel',
    subKey: 'columns',
    subType: 'array',
    stepParams: {
      ...fieldInit(collection, field),
      ...(width ? { tableColumnSettings: { width: { width } } } : {}),
    },
    subModels: {
      field: { uid: `${id}_field`, use, subKey: 'field', subType: 'object', stepParams: fieldInit(collection, field) },
    },
  };
}

function table(
  page: string,
  collection: string,
  title: string,
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
      cardSettings: { titleDescription: { title } },
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

const heatmap = (page: string, title: string): Record<string, unknown> => ({
  uid: `community_${page}_heatmap`,
  use: 'CommunityHeatmapBlockModel',
  subKey: 'items',
  subType: 'array',
  stepParams: { cardSettings: { titleDescription: { title } } },
});

/** The heatmap and the latest changes of stage. */
export function overviewPage(chinese: boolean): DemoPage {
  const changes = table(
    'overview',
    'communityStageChanges',
    chinese ? '最近的阶段变化' : 'Latest stage changes',
    [
      { field: 'member.displayName', use: 'DisplayTextFieldModel', width: 200 },
      { field: 'from', use: 'StageTagFieldModel', width: 120 },
      { field: 'to', use: 'StageTagFieldModel', width: 120 },
      time('at'),
      text('ruleKey', 180),
      enumTag('origin'),
    ],
    '-at',
  );
  const blocks = [heatmap('overview', chinese ? '参与热力图' : 'Participation heatmap'), changes];
  return {
    key: 'overview',
    title: { en: 'Community', zh: '社群' },
    icon: 'HeatMapOutlined',
    grid: stacked('overview', blocks),
  };
}

/** Members with their stage and score, and their memberships with the level. */
export function membersPage(chinese: boolean): DemoPage {
  const members = table(
    'members',
    'communityMembers',
    chinese ? '社群成员' : 'Community members',
    [
      text('displayName', 200),
      { field: 'stage', use: 'StageTagFieldModel', width: 120 },
      time('stageSince'),
      { field: 'engagementScore', use: 'ScoreBarFieldModel', width: 160 },
      time('firstSeenAt'),
      time('lastActiveAt'),
      enumTag('reachability'),
    ],
    '-engagementScore',
  );
  const memberships = table(
    'members',
    'communityMemberships',
    chinese ? '群组参与' : 'Participation in groups',
    [
      { field: 'member.displayName', use: 'DisplayTextFieldModel', width: 200 },
      { field: 'group.title', use: 'DisplayTextFieldModel', width: 200 },
      { field: 'level', use: 'LevelTagFieldModel', width: 110 },
      count('score'),
      count('posts'),
      enumTag('status'),
      time('joinedAt'),
      time('lastActiveAt'),
    ],
    '-score',
  );
  return {
    key: 'members',
    title: { en: 'Members', zh: '成员' },
    icon: 'TeamOutlined',
    grid: stacked('members', [members, memberships]),
  };
}

/** Groups, and what happened lately. */
export function groupsPage(chinese: boolean): DemoPage {
  const groups = table(
    'groups',
    'communityGroups',
    chinese ? '社群群组' : 'Community groups',
    [
      text('title', 240),
      enumTag('type'),
      enumTag('status'),
      count('knownMembers'),
      count('posts'),
      time('lastActiveAt'),
    ],
    '-posts',
  );
  const activities = table(
    'groups',
    'communityActivities',
    chinese ? '最近的活动' : 'Latest activity',
    [
      time('occurredAt'),
      enumTag('kind'),
      { field: 'member.displayName', use: 'DisplayTextFieldModel', width: 200 },
      { field: 'group.title', use: 'DisplayTextFieldModel', width: 200 },
      count('textLength'),
      text('forwardSource', 180),
    ],
    '-occurredAt',
  );
  return {
    key: 'groups',
    title: { en: 'Groups', zh: '群组' },
    icon: 'MessageOutlined',
    grid: stacked('groups', [groups, activities]),
  };
}
