import { NoPermissionError } from '@nocobase/acl';
import type { Context, Next } from '@nocobase/actions';
import type { Filter } from '@nocobase/database';
import { SET_STAGE_MESSAGES, setStage, SetStageError } from '../lifecycle';
import type { Store, WriteGate } from '../store';
import { inputOf, notAllowed, refuse, wholeNumber } from './requests';

export interface SetStageOptions {
  store: Store;
  gate: WriteGate;
  now: () => number;
  /** A stage was set. */
  onChanged: () => void;
}

const MEMBERS = 'communityMembers';
const ID = { least: 1, most: Number.MAX_SAFE_INTEGER };
const LONGEST_REASON = 2000;

/** `communityLifecycle:setStage`: gives a member a stage by hand. Whoever may update the member's stage may do it. */
export function setStageActions({ store, gate, now, onChanged }: SetStageOptions) {
  return {
    async setStage(ctx: Context, next: Next) {
      const input = inputOf(ctx);
      const memberId = wholeNumber(ctx, input, input.member === undefined ? 'filterByTk' : 'member', ID, 0);
      if (!memberId)
        refuse(ctx, 400, 'MISSING_PARAMETER', '{{name}} is missing. Allowed: the id of a record.', { name: 'member' });
      await assertUpdatable(ctx, store, memberId);
      const userId = (ctx.state as { currentUser?: { id: number } }).currentUser?.id ?? null;
      const given = { stage: stageOf(ctx, input), reason: reasonOf(ctx, input), lockUntil: lockOf(ctx, input) };
      try {
        ctx.body = await setStage({ store, gate, memberId, ...given, userId, now: now() });
      } catch (error) {
        if (!(error instanceof SetStageError)) throw error;
        refuse(
          ctx,
          error.code === 'NO_SUCH_MEMBER' ? 404 : 400,
          error.code,
          SET_STAGE_MESSAGES[error.code],
          error.values,
        );
      }
      onChanged();
      await next();
    },
  };
}

/**
 * Refuses whoever may not update the stage of this member, by the rules of the host's own `update`. A member outside the
 * caller's scope does not exist for the caller.
 */
async function assertUpdatable(ctx: Context, store: Store, memberId: number): Promise<void> {
  let scope: { filter?: Filter; whitelist?: string[] };
  try {
    const { mergedParams } = await ctx.app.acl.resolveActionParams(ctx, {
      resourceName: MEMBERS,
      actionName: 'update',
    });
    scope = mergedParams as typeof scope;
  } catch (error) {
    if (error instanceof NoPermissionError || (error as Error).name === 'NoPermissionError')
      ctx.throw(403, 'No permissions');
    throw error;
  }
  if (scope.whitelist?.length && !scope.whitelist.includes('stage')) ctx.throw(403, 'No permissions');
  const filter = { $and: [{ id: memberId }, ...(scope.filter ? [scope.filter] : [])] } as Filter;
  if (!(await store.db.getRepository(MEMBERS).count({ filter })))
    refuse(ctx, 404, 'NO_SUCH_MEMBER', SET_STAGE_MESSAGES.NO_SUCH_MEMBER, { id: memberId });
}

function stageOf(ctx: Context, { stage }: Record<string, unknown>): string {
  if (typeof stage === 'string' && stage) return stage;
  return refuse(ctx, 400, 'MISSING_PARAMETER', '{{name}} is missing. Allowed: the key of a stage.', { name: 'stage' });
}

function reasonOf(ctx: Context, { reason }: Record<string, unknown>): string | null {
  if (reason === undefined || reason === null || reason === '') return null;
  if (typeof reason === 'string' && reason.length <= LONGEST_REASON) return reason;
  return notAllowed(ctx, 'reason', reason, `a text of at most ${LONGEST_REASON} characters`);
}

/** Milliseconds since 1970, or an ISO date and time; null = no lock. */
function lockOf(ctx: Context, { lockUntil }: Record<string, unknown>): number | null {
  if (lockUntil === undefined || lockUntil === null || lockUntil === '') return null;
  const at = typeof lockUntil === 'number' ? lockUntil : Date.parse(String(lockUntil));
  // the databases end with the year 9999
  if (Number.isFinite(at) && at < Date.UTC(10_000, 0)) return at;
  return notAllowed(ctx, 'lockUntil', lockUntil, 'a date and time such as 2026-01-31T12:00:00Z');
}
