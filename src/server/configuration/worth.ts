import type { DialectSql } from '../store';
import type { ScoringProfile } from './profile';

/** The part of a profile that says what activity is worth. */
export type Weighting = Pick<
  ScoringProfile,
  'halfLifeDays' | 'pointsForHalf' | 'mediumFrom' | 'highFrom' | 'landmarkDay'
>;

/**
 * The formulas of `community-model/scoring.ts` in SQL. Numbers of the profile are written into the statement: it holds for
 * one profile. To compute scores of a day from facts alone, take its noon (day + 0.5) as the landmark: then stored points are points.
 */
export class Worth {
  constructor(
    private readonly sql: DialectSql,
    private readonly weighting: Weighting,
  ) {}

  /** What a daily fact `f` of the kind `k` (`weight`, `dailyCap`) earned on its day. */
  earned(k = 'k'): string {
    const { least, float } = this.sql;
    const raw = float(`f."count" * ${k}."weight"`);
    return `(CASE WHEN ${k}."dailyCap" IS NULL THEN ${raw} ELSE ${least(raw, float(`${k}."dailyCap"`))} END)`;
  }

  /** The same as it is stored: forward-decayed. */
  stored(k = 'k'): string {
    const { landmarkDay, halfLifeDays } = this.weighting;
    const { exp2, float, dayNumber, least } = this.sql;
    // databases refuse a power that is too small to be told from nothing
    const age = least(`(${landmarkDay} - 0.5 - ${float(dayNumber('f."day"'))}) / ${decimal(halfLifeDays)}`, '900.0');
    return `(${this.earned(k)} * ${exp2(`-${age}`)})`;
  }

  /** Stored points as they are worth on a community day (number since 1970). */
  on(points: string, day: number): string {
    const { landmarkDay, halfLifeDays } = this.weighting;
    return `((${points}) * ${decimal(2 ** (-(day + 0.5 - landmarkDay) / halfLifeDays))})`;
  }

  /** The score, 0 to 100, for points that are worth what they say; one decimal. */
  score(points: string): string {
    const { least, exp2, round1 } = this.sql;
    // databases refuse a power that is too small to be told from nothing
    const halves = least(`(${points}) / ${decimal(this.weighting.pointsForHalf)}`, '900.0');
    return round1(`100 * (1 - ${exp2(`-${halves}`)})`);
  }

  /** The level that a score belongs to. */
  level(score: string): string {
    const { highFrom, mediumFrom } = this.weighting;
    return `(CASE WHEN ${score} >= ${decimal(highFrom)} THEN 'high' WHEN ${score} >= ${decimal(mediumFrom)} THEN 'medium' WHEN ${score} > 0 THEN 'low' ELSE 'none' END)`;
  }
}

/** A number, written so that databases compute with fractions. */
function decimal(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`Not a finite number in the scoring profile: ${value}`);
  return value.toExponential(17).replace('+', '');
}
