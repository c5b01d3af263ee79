import type { Context } from '@nocobase/actions';
import type { Condition } from '../../../common/conditions';
import { assertFilterable, mayRead, viewScope, type ViewScope } from '../../analytics';
import type { Store } from '../../store';

/** What a role must be allowed to read of members to ask for a label. */
const FIELDS = { stage: 'stage', persona: 'persona', tier: 'rfmTier', tag: 'tags', segment: 'segments' } as const;

/**
 * Refuses a draft that asks for what the caller may not see: whoever may count by a value can find it out.
 *
 * @throws 403 through `ctx.throw`
 */
export async function assertAskable(ctx: Context, store: Store, scope: ViewScope, condition: Condition): Promise<void> {
  const parts: Condition[] =
    'all' in condition ? condition.all : 'any' in condition ? condition.any : 'not' in condition ? [condition.not] : [];
  for (const part of parts) await assertAskable(ctx, store, scope, part);
  for (const [leaf, field] of Object.entries(FIELDS))
    if (leaf in condition && !mayRead(scope, field)) ctx.throw(403, 'No permissions');
  if ('segment' in condition) await viewScope(ctx, 'communitySegments');
  if ('filter' in condition) await assertFilterable(ctx, store, 'communityMembers', condition.filter);
}
