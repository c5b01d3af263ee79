import type { Context, Next } from '@nocobase/actions';
import type { PreviewAnswer, StageRuleDraft } from '../../../common/lifecycle';
import { mayRead, scopeCondition, seesAllGroups, viewScope } from '../../analytics';
import { readKinds, type Settings } from '../../configuration';
import { readConditionContext } from '../../conditions';
import { draftLifecycle, lifecycleOf, parseRules, preview, readRules, readStages } from '../../lifecycle';
import type { Bind, Store } from '../../store';
import { inputOf, wholeNumber } from '../requests';
import { refuseRule } from './checked';

export interface PreviewOptions {
  store: Store;
  settings: Settings;
  now: () => number;
}

const SAMPLE = { least: 0, most: 50 };

/** `communityLifecycle:preview` with `{ rules, sampleSize? }`: what a draft would do now, among whom the caller may see. */
export function previewActions({ store, settings, now }: PreviewOptions) {
  return {
    async preview(ctx: Context, next: Next) {
      const input = inputOf(ctx);
      const sampleSize = wholeNumber(ctx, input, 'sampleSize', SAMPLE, 20);
      const scope = await viewScope(ctx, 'communityMembers');
      if (!mayRead(scope, 'stage')) ctx.throw(403, 'No permissions');
      const bind: Bind = {};
      const rules = await rulesOf(ctx, store, input.rules);
      const answer: PreviewAnswer = await preview({
        ...{ store, sampleSize, bind, asOf: now(), ...rules },
        zone: await settings.zone(),
        kinds: await readKinds(store),
        admitted: scopeCondition(store, 'communityMembers', scope, bind),
      });
      const [named, numbers] = [mayRead(scope, 'displayName'), await seesAllGroups(ctx)];
      ctx.body = {
        ...answer,
        sample: answer.sample.map((one) => ({
          ...one,
          member: named ? one.member : { ...one.member, name: '' },
          evidence: numbers ? one.evidence : [],
        })),
      };
      await next();
    },
  };
}

/** A draft beside the rules in force; refused with the place where it is wrong. */
export async function rulesOf(ctx: Context, store: Store, input: unknown) {
  const [stages, stored, known] = [await readStages(store), await readRules(store), await readConditionContext(store)];
  try {
    const drafts: StageRuleDraft[] = parseRules(input, known);
    return {
      drafts,
      draft: draftLifecycle(stages, stored, drafts, known),
      current: lifecycleOf(stages, stored, known),
    };
  } catch (error) {
    return refuseRule(ctx, error);
  }
}
