import type { Next } from '@nocobase/actions';

interface ActionContext {
  action: { resourceName: string; actionName: string; params: { values?: unknown } };
  throw(status: number, error: { code: string; message: string }): never;
}

/** Columns that only the pipeline writes: what an operator's form or an API client sends for them is left out. */
const COMPUTED: Record<string, readonly string[]> = {
  communityMembers: [
    'stage',
    'stageSince',
    'engagementScore',
    'persona',
    'rfmTier',
    'rfmRecency',
    'rfmFrequency',
    'rfmMonetary',
    // who is in a segment is decided by its condition, or by communitySegmentRuns:add and remove
    'segments',
    'firstSeenAt',
    'lastActiveAt',
    'originKey',
  ],
  communityMemberships: [
    'level',
    'score',
    'points',
    'posts',
    'status',
    'firstSeenAt',
    'lastActiveAt',
    'joinedAt',
    'leftAt',
    'memberId',
    'groupId',
  ],
  communitySegments: ['version', 'refreshedAt', 'costMs', 'error', 'evaluatedBy'],
  communityRules: ['refreshedAt', 'costMs', 'error'],
  communityGroups: ['knownMembers', 'posts', 'lastActiveAt', 'infoVersion', 'platform', 'externalId'],
};

/** Collections that only the pipeline writes: facts would no longer agree with them. */
const RECORDED = [
  'communityActivities',
  'communityStageChanges',
  'communitySegmentChanges',
  'communitySegmentMembers',
  'communityMembers.segments',
  'communityRuns',
  'communityMemberships',
];

const WRITES = ['create', 'update', 'updateOrCreate', 'firstOrCreate'];
const REMOVALS = ['destroy', 'move', 'add', 'remove', 'set'];

/** Keeps the host's generic actions from writing what is computed or recorded. */
export async function protectComputed(context: unknown, next: Next): Promise<void> {
  const ctx = context as ActionContext;
  const { resourceName, actionName, params } = ctx.action;
  const computed = COMPUTED[resourceName];
  if (computed && WRITES.includes(actionName)) params.values = without(params.values, computed);
  const recorded = RECORDED.includes(resourceName);
  const partly = resourceName === 'communityMemberships' && actionName === 'update';
  if (recorded && !partly && [...WRITES, ...REMOVALS].includes(actionName)) {
    ctx.throw(403, { code: 'READ_ONLY', message: `${resourceName} is written by the plugin only.` });
  }
  await next();
}

function without(values: unknown, names: readonly string[]): unknown {
  if (Array.isArray(values)) return values.map((one) => without(one, names));
  if (typeof values !== 'object' || values === null) return values;
  return Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));
}
