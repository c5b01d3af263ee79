/**
 * Forward decay (Cormode, Shkapenyuk, Srivastava, Xu: "Forward Decay: A Practical Time Decay Model for Streaming
 * Systems", ICDE 2009): a contribution is stored once, weighted by how late it came after a fixed landmark; as time goes
 * by only one common factor changes, so nothing has to be recomputed and the order between members stays.
 *
 * Days are numbers since 1970 in the community's zone. A day counts as a whole, by its noon: points change with what
 * people do and at midnight, never in between, so that scores computed at different times of one day can be compared.
 */

/** What one kind of activity of one membership on one day earns: its weight for each time, up to the cap (null = none). */
export function dayPoints(count: number, weight: number, dailyCap: number | null): number {
  const raw = count * weight;
  return dailyCap === null ? raw : Math.min(raw, dailyCap);
}

/**
 * The power of two by which a contribution is stored. Held above −900: what is older is worth nothing in any case, and a
 * database would refuse to compute it.
 */
export function forwardExponent(day: number, landmarkDay: number, halfLifeDays: number): number {
  return Math.max(-900, (day + 0.5 - landmarkDay) / halfLifeDays);
}

/** How much a contribution of a day is worth relative to one at the landmark. */
export function forwardWeight(day: number, landmarkDay: number, halfLifeDays: number): number {
  return 2 ** forwardExponent(day, landmarkDay, halfLifeDays);
}

/** Stored points as they are worth on a day: a contribution of that day counts in full, one a half-life before it half. */
export function pointsOn(stored: number, day: number, landmarkDay: number, halfLifeDays: number): number {
  return stored * 2 ** (-(day + 0.5 - landmarkDay) / halfLifeDays);
}

/** Points on the scale 0–100: `pointsForHalf` points are shown as 50, twice as many as 75. Absolute: others do not matter. */
export function scoreOf(points: number, pointsForHalf: number): number {
  return 100 * (1 - 2 ** (-points / pointsForHalf));
}
