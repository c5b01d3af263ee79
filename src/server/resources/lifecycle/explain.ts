import type { Context, Next } from '@nocobase/actions';
import type { ExplainAnswer, Requirement } from '../../../common/lifecycle';
import { ruleTitle, type Reader } from '../../../common/shippedTitles';
import { bothFilters, mayRead, seesAllGroups, viewScope } from '../../analytics';
import { readKinds, type Settings } from '../../configuration';
import { explain, readLifecycle } from '../../lifecycle';
import type { Store } from '../../store';
import { idList, inputOf, readerOf, refuse } from '../requests';
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
      const partial = !(await seesAllGroups(ctx));
      const whole: ExplainAnswer = { ...answer, partial };
      const told = inLanguageOf(readerOf(ctx), partial ? withoutNumbers(whole) : whole);
      ctx.body = mayRead(scope, 'displayName') ? told : { ...told, member: { ...told.member, name: '' } };
      await next();
    },
  };

  async function explained(ctx: Context, memberId: number): ReturnType<typeof explain> {
    try {
      const lifecycle = await readLifecycle(store);
      const [zone, kinds] = [await settings.zone(), await readKinds(store)];
      return await explain({ store, zone, kinds, lifecycle, asOf: now(), memberId });
    } catch (error) {
      return refuseRule(ctx, error);
    }
  }
}

/** Which rule holds may be known by the stage; what a member did in groups that the caller may not see may not. */
function withoutNumbers(answer: ExplainAnswer): ExplainAnswer {
  const told = (requirement: Requirement): Requirement => ({ ...requirement, evidence: [] });
  return {
    ...answer,
    entered: answer.entered && { ...answer.entered, evidence: [] },
    keep: answer.keep.map(told),
    next: answer.next.map((way) => ({ ...way, requirement: told(way.requirement) })),
  };
}

/** The answer with titles of shipped rules as the reader knows them. */
function inLanguageOf(reader: Reader, answer: ExplainAnswer): ExplainAnswer {
  const named = <R extends { key: string; title: string }>(rule: R): R => ({
    ...rule,
    title: ruleTitle(reader, rule.key, rule.title),
  });
  const asked = (requirement: Requirement): Requirement => ({ ...requirement, rule: named(requirement.rule) });
  const { entered, keep, next } = answer;
  return {
    ...answer,
    entered: entered && { ...entered, rule: entered.rule && named(entered.rule) },
    keep: keep.map(asked),
    next: next.map((way) => ({ ...way, requirement: asked(way.requirement) })),
  };
}
