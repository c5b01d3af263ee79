import fc from 'fast-check';
import { dayPoints, DEFAULT_KINDS, forwardWeight, pointsOn, scoreOf, type KindDefinition } from '..';

/** What one membership did: so many times a kind on a day (days since 1970). */
interface Done {
  day: number;
  kind: string;
  count: number;
}

const LANDMARK = 20_000;
const KINDS = new Map<string, KindDefinition>(DEFAULT_KINDS.map((kind) => [kind.key, kind]));

/** Points as of a day: every day and kind capped, decayed, added up. */
function pointsOf(done: Done[], asOf: number, halfLife: number): number {
  const counts = new Map<string, Done>();
  for (const { day, kind, count } of done) {
    const known = counts.get(`${day} ${kind}`);
    counts.set(`${day} ${kind}`, { day, kind, count: count + (known?.count ?? 0) });
  }
  let stored = 0;
  for (const { day, kind, count } of counts.values()) {
    const { weight, dailyCap } = KINDS.get(kind) as KindDefinition;
    stored += dayPoints(count, weight, dailyCap) * forwardWeight(day, LANDMARK, halfLife);
  }
  return pointsOn(stored, asOf, LANDMARK, halfLife);
}

const done = fc.record({
  day: fc.integer({ min: LANDMARK - 400, max: LANDMARK + 400 }),
  kind: fc.constantFrom(...KINDS.keys()),
  count: fc.integer({ min: 1, max: 60 }),
});
const history = fc.array(done, { maxLength: 40 });
const halfLife = fc.double({ min: 1, max: 365, noNaN: true });
const asOf = fc.integer({ min: LANDMARK + 400, max: LANDMARK + 900 });

test('what is added never lowers a score', () => {
  fc.assert(
    fc.property(history, done, asOf, halfLife, (before, added, day, half) => {
      const [without, having] = [pointsOf(before, day, half), pointsOf([...before, added], day, half)];
      expect(having).toBeGreaterThanOrEqual(without * (1 - 1e-12));
      expect(scoreOf(having, 50)).toBeGreaterThanOrEqual(scoreOf(without, 50) - 1e-9);
    }),
  );
});

test('who is ahead stays ahead while nothing happens', () => {
  fc.assert(
    fc.property(history, history, asOf, fc.nat(400), halfLife, (one, other, day, later, half) => {
      // beyond that everything is nothing
      fc.pre((day + later - LANDMARK + 400) / half < 1000);
      const [a, b] = [pointsOf(one, day, half), pointsOf(other, day, half)];
      fc.pre(Math.abs(a - b) > 1e-9 * Math.max(a, b));
      const [then, there] = [pointsOf(one, day + later, half), pointsOf(other, day + later, half)];
      expect(Math.sign(then - there)).toBe(Math.sign(a - b));
    }),
  );
});

test('a thousand messages in a day earn no more than the cap', () => {
  const spam = pointsOf([{ day: LANDMARK, kind: 'message', count: 1000 }], LANDMARK, 30);
  expect(spam).toBeCloseTo(20, 9);
  expect(pointsOf([{ day: LANDMARK, kind: 'message', count: 20 }], LANDMARK, 30)).toBeCloseTo(spam, 9);
  expect(scoreOf(spam, 50)).toBeLessThan(25);
});

test('a contribution counts half after a half-life; a score of 50 is what the profile says', () => {
  const replies = [{ day: LANDMARK, kind: 'reply', count: 4 }];
  expect(pointsOf(replies, LANDMARK, 30)).toBeCloseTo(6, 12);
  expect(pointsOf(replies, LANDMARK + 30, 30)).toBeCloseTo(3, 12);
  expect([0, 50, 100].map((points) => scoreOf(points, 50))).toEqual([0, 50, 75]);
});

test('very old and very far days stay numbers', () => {
  expect(forwardWeight(0, LANDMARK, 1)).toBeGreaterThan(0);
  expect(scoreOf(1e9, 0.01)).toBe(100);
});
