import type { Context } from '@nocobase/actions';
import type { Condition } from '../../../common/conditions';
import { assertFilterable, type ViewScope } from '../../analytics';
import type { Store } from '../../store';
import { readableLabels } from './readable';

/**
 * Refuses a draft that asks for what the caller may not see: whoever may count by a value can find it out.
 *
 * @throws 403 through `ctx.throw`
 */
export async function assertAskable(ctx: Context, store: Store, scope: ViewScope, condition: Condition): Promise<void> {
  const parts: Condition[] =
    'all' in condition ? condition.all : 'any' in condition ? condition.any : 'not' in condition ? [condition.not] : [];
  for (const part of parts) await assertAskable(ctx, store, scope, part);
  for (const [leaf, readable] of Object.entries(await readableLabels(ctx, scope)))
    if (leaf in condition && !readable) ctx.throw(403, 'No permissions');
  if ('filter' in condition) await assertFilterable(ctx, store, 'communityMembers', condition.filter);
}
