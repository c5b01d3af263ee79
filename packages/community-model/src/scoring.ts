/**
 * Forward decay (Cormode, Shkapenyuk, Srivastava, Xu: "Forward Decay: A Practical Time Decay Model for Streaming
 * Systems", ICDE 2009): a contribution is stored once, weighted by how late it came after a fixed landmark; as time goes
 * by only one common factor changes, so nothing has to be recomputed and the order between members stays.
 */

/** How much a contribution of a day is worth relative to one at the landmark. Days since 1970; noon of the day counts. */
export function forwardWeight(day: number, landmarkDay: number, halfLifeDays: number): number {
  return 2 ** ((day + 0.5 - landmarkDay) / halfLifeDays);
}

/** Stored points as they are worth at an instant (days since 1970, fraction included). */
export function pointsAt(stored: number, asOfDay: number, landmarkDay: number, halfLifeDays: number): number {
  return stored * 2 ** (-(asOfDay - landmarkDay) / halfLifeDays);
}

/** Points on the scale 0–100: `pointsForHalf` points are shown as 50, twice as many as 75. Absolute: others do not matter. */
export function scoreOf(points: number, pointsForHalf: number): number {
  return 100 * (1 - 2 ** (-points / pointsForHalf));
}
