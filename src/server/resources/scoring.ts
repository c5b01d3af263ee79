import type { Context, Next } from '@nocobase/actions';
import type { ScoreExplanation, ScoringDraft } from '../../common/scoring';
import { kindTitle } from '../../common/shippedTitles';
import { dayLabel } from '@community-crm/community-model';
import { idsInScope, isUnrestricted, mayRead, viewScope } from '../analytics';
import { readKinds, readProfile, type Settings } from '../configuration';
import type { RunLedger } from '../runs';
import { explainScore, previewScores, readScoring, saveScoring } from '../scoring';
import type { Bind, Store, WriteGate } from '../store';
import { idList, inputOf, readerOf, refuse } from './requests';
import { scoringDraft } from './scoringDraft';

export interface ScoringOptions {
  store: Store;
  gate: WriteGate;
  settings: Settings;
  ledger: RunLedger;
  wake: () => void;
  now: () => number;
}

/** The day as of which scores are shown: that of the last run, so that what is explained is what is stored. */
async function shownDay(ledger: RunLedger, settings: Settings, now: () => number) {
  const zone = await settings.zone();
  const day = zone.dayNumber((await ledger.lastWatermark()) ?? now());
  return { day, noon: zone.dayStart(dayLabel(day)) + 43_200_000 };
}

/** `communityScoring`: the weighting of activity, for those who may change the settings. */
export function scoringActions({ store, gate, settings, ledger, wake, now }: ScoringOptions) {
  const draftOf = async (ctx: Context): Promise<ScoringDraft> =>
    scoringDraft(
      ctx,
      inputOf(ctx),
      (await readKinds(store)).rows.map(({ key }) => key),
    );
  return {
    async get(ctx: Context, next: Next) {
      ctx.body = await readScoring(store);
      await next();
    },

    /** Scores and stages follow in a background run, whose id is answered. */
    async save(ctx: Context, next: Next) {
      await saveScoring(store, gate, await draftOf(ctx));
      const run = await ledger.enqueue('labels');
      wake();
      ctx.body = { ...(await readScoring(store)), run };
      await next();
    },

    async preview(ctx: Context, next: Next) {
      const draft = await draftOf(ctx);
      const scope = await viewScope(ctx, 'communityMembers');
      if (!mayRead(scope, 'engagementScore')) ctx.throw(403, 'No permissions');
      const bind: Bind = {};
      ctx.body = await previewScores({
        store,
        profile: await readProfile(store),
        draft,
        members: idsInScope(store, 'communityMembers', scope, 'm."id"', bind),
        bind,
        named: mayRead(scope, 'displayName'),
        ...(await shownDay(ledger, settings, now)),
      });
      await next();
    },
  };
}

/**
 * `communityAnalytics:explainScore`: one member's score term by term, within the caller's data scope. Groups out of scope
 * are left out altogether, the total is that of the rest (`partial`): even their sum would tell that, and what, the member
 * does there.
 */
export function explainScoreAction({ store, settings, ledger, now }: Omit<ScoringOptions, 'gate' | 'wake'>) {
  return async function explain(ctx: Context, next: Next) {
    const input = inputOf(ctx);
    const [memberId] = idList(ctx, input, 'member', 1) ?? [];
    const [groupId = null] = idList(ctx, input, 'group', 1) ?? [];
    const members = await viewScope(ctx, 'communityMembers');
    const groups = await viewScope(ctx, 'communityGroups');
    if (!mayRead(members, 'engagementScore')) ctx.throw(403, 'No permissions');
    const bind: Bind = {};
    const inScope = idsInScope(store, 'communityMembers', members, 'm."id"', bind);
    const found = await store.select(
      `SELECT m."id" FROM {communityMembers} AS m WHERE m."id" = $memberId AND m."id" > 0 AND ${inScope}`,
      { bind: { ...bind, memberId: memberId ?? 0 } },
    );
    if (!found.length) refuse(ctx, 404, 'MEMBER_NOT_FOUND', 'There is no such member.');
    const explanation: ScoreExplanation = await explainScore({
      store,
      profile: await readProfile(store),
      memberId,
      groupId,
      groups: idsInScope(store, 'communityGroups', groups, 'f."groupId"', bind),
      bind,
      named: mayRead(groups, 'title'),
      ...(await shownDay(ledger, settings, now)),
    });
    const reader = readerOf(ctx);
    const terms = explanation.terms.map((term) => ({ ...term, title: kindTitle(reader, term.kind, term.title) }));
    ctx.body = {
      ...explanation,
      terms,
      ...(isUnrestricted(groups) ? {} : { partial: true }),
    } satisfies ScoreExplanation;
    await next();
  };
}
