import type { Context } from '@nocobase/actions';
import type { ScoringDraft } from '../../common/scoring';
import { notAllowed } from './requests';

type Values = Record<string, unknown>;

const MOST = 1_000_000;

/** A weighting as it came in. @throws 400 through `ctx.throw`, with one sentence that names the value */
export function scoringDraft(ctx: Context, input: Values, known: readonly string[]): ScoringDraft {
  const draft: ScoringDraft = {
    halfLifeDays: number(
      ctx,
      'halfLifeDays',
      input.halfLifeDays,
      (n) => n >= 1 && n <= 3650,
      'a number from 1 to 3650',
    ),
    pointsForHalf: number(ctx, 'pointsForHalf', input.pointsForHalf, (n) => n >= 0.01 && n <= MOST, `0.01–${MOST}`),
    mediumFrom: number(ctx, 'mediumFrom', input.mediumFrom, (n) => n > 0 && n < 100, 'a number between 0 and 100'),
    highFrom: number(ctx, 'highFrom', input.highFrom, (n) => n > 0 && n < 100, 'a number between 0 and 100'),
    sessionGapMinutes: number(
      ctx,
      'sessionGapMinutes',
      input.sessionGapMinutes,
      (n) => Number.isInteger(n) && n >= 1 && n <= 1440,
      'a whole number from 1 to 1440',
    ),
    kinds: kindsOf(ctx, input.kinds, known),
  };
  if (draft.highFrom <= draft.mediumFrom)
    no(ctx, 'highFrom', draft.highFrom, `a number above mediumFrom (${draft.mediumFrom})`);
  return draft;
}

function kindsOf(ctx: Context, value: unknown, known: readonly string[]): ScoringDraft['kinds'] {
  if (!Array.isArray(value)) return no(ctx, 'kinds', value, 'a list of { key, weight, dailyCap }');
  const seen = new Set<string>();
  return (value as unknown[]).map((item, i) => {
    const { key, weight, dailyCap } = (typeof item === 'object' && item !== null ? item : {}) as Values;
    if (typeof key !== 'string' || !known.includes(key)) return no(ctx, `kinds[${i}].key`, key, known.join(', '));
    if (seen.has(key)) return no(ctx, `kinds[${i}].key`, key, 'each kind once');
    seen.add(key);
    const points = number(ctx, `kinds[${i}].weight`, weight, (n) => n >= 0 && n <= MOST, `a number from 0 to ${MOST}`);
    // what earns nothing needs no cap: shipped kinds of that sort carry 0
    const least = (n: number) => (points === 0 ? n >= 0 : n > 0) && n <= MOST;
    const cap = dailyCap ?? null;
    return {
      key,
      weight: points,
      dailyCap: cap === null ? null : number(ctx, `kinds[${i}].dailyCap`, cap, least, `null, or a number above 0`),
    };
  });
}

function number(ctx: Context, name: string, value: unknown, isRight: (n: number) => boolean, allowed: string): number {
  if (typeof value === 'number' && Number.isFinite(value) && isRight(value)) return value;
  return no(ctx, name, value, allowed);
}

function no(ctx: Context, name: string, value: unknown, allowed: string): never {
  const shown = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return notAllowed(ctx, name, shown, allowed);
}
