import type { Context, Next } from '@nocobase/actions';
import type { ExplainAnswer } from '../../../common/lifecycle';
import { bothFilters, mayRead, viewScope } from '../../analytics';
import { readKinds, type Settings } from '../../configuration';
import { explain, readLifecycle } from '../../lifecycle';
import type { Store } from '../../store';
import { idList, inputOf, refuse } from '../requests';
import { refuseRule } from './checked';

export interface ExplainOptions {
  store: Store;
  settings: Settings;
  now: () => number;
}

/** `communityLifecycle:explain?member=`: for whoever may see the member and its stage. */
export function explainActions({ store, settings, now }: ExplainOptions) {
  return {
    async explain(ctx: Context, next: Next) {
      const memberId = idList(ctx, inputOf(ctx), 'member', 1)?.[0];
      if (memberId === undefined)
        return refuse(ctx, 400, 'MISSING_PARAMETER', '{{name}} is missing. Allowed: the id of a record.', {
          name: 'member',
        });
      const scope = await viewScope(ctx, 'communityMembers');
      if (!mayRead(scope, 'stage')) ctx.throw(403, 'No permissions');
      // one out of scope is as if it were not there
      const seen = await store.db
        .getRepository('communityMembers')
        .count({ filter: bothFilters({ id: memberId }, scope.filter) });
      const answer = seen ? await explained(ctx, memberId) : null;
      if (!answer) return refuse(ctx, 404, 'MEMBER_MISSING', 'There is no member {{id}}.', { id: memberId });
      ctx.body = mayRead(scope, 'displayName') ? answer : { ...answer, member: { ...answer.member, name: '' } };
      await next();
    },
  };

  async function explained(ctx: Context, memberId: number): Promise<ExplainAnswer | null> {
    try {
      const lifecycle = await readLifecycle(store);
      const [zone, kinds] = [await settings.zone(), await readKinds(store)];
      return await explain({ store, zone, kinds, lifecycle, asOf: now(), memberId });
    } catch (error) {
      return refuseRule(ctx, error);
    }
  }
}
