import type { Context } from '@nocobase/actions';
import type { LibraryKind } from '../../../common/ruleLibrary';
import { mayRead, viewScope, whoMayList, type ViewScope } from '../../analytics';

/**
 * Which labels of members the caller may know of: those in columns by the right to the field; tags and segments, which are
 * records of their own, by the right to list these.
 */
export async function readableLabels(ctx: Context, scope?: ViewScope): Promise<Record<LibraryKind | 'stage', boolean>> {
  const members = scope ?? (await viewScope(ctx, 'communityMembers'));
  return {
    stage: mayRead(members, 'stage'),
    persona: mayRead(members, 'persona'),
    tier: mayRead(members, 'rfmTier'),
    tag: await whoMayList('communityTags')(ctx),
    segment: await whoMayList('communitySegments')(ctx),
  };
}
