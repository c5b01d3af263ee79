import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fitAlive, logLikelihood, pAlive, type AliveHistory, type AliveParameters } from '..';
import { logGamma } from '../logGamma';
import { nelderMead } from '../nelderMead';
import { seeded, simulate } from './simulate';

/** The published sample, in weeks like the paper. */
function cdnow(): AliveHistory[] {
  const lines = readFileSync(path.join(__dirname, 'data/cdnow.csv'), 'utf8').trim().split('\n').slice(1);
  return lines.map((line) => {
    const [repeats, last, observed, people] = line.split(',').map(Number);
    return { repeats, last: last / 7, observed: observed / 7, people };
  });
}

/** Table 2 of the paper. */
const PUBLISHED: AliveParameters = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };

describe('on the published purchases of CDNOW', () => {
  test('the fit finds the published parameters to three decimals', () => {
    const histories = cdnow();
    expect(histories.reduce((sum, { people }) => sum + people, 0)).toBe(2357);
    const fit = fitAlive(histories);
    expect(fit).toMatchObject({ people: 2357, converged: true });
    for (const [name, value] of Object.entries(PUBLISHED))
      expect([name, fit?.[name as keyof AliveParameters].toFixed(3)]).toEqual([name, value.toFixed(3)]);
    expect(fit?.logLikelihood.toFixed(1)).toBe('-9582.4');
  });

  test('in days it is the same model with another unit of time', () => {
    const weeks = fitAlive(cdnow());
    const days = fitAlive(cdnow().map((one) => ({ ...one, last: one.last * 7, observed: one.observed * 7 })));
    expect((days?.alpha ?? 0) / 7).toBeCloseTo(weeks?.alpha ?? 1, 3);
    expect(days?.b).toBeCloseTo(weeks?.b ?? 1, 3);
  });
});

describe('on simulated people', () => {
  test.each([
    [{ r: 0.8, alpha: 6, a: 0.9, b: 3 }, 0.12],
    [{ r: 2, alpha: 20, a: 0.5, b: 4 }, 0.25],
  ])('the fit recovers %o', (planted, tolerance) => {
    const fit = fitAlive(simulate({ planted, people: 10_000, days: 365, random: seeded(7) }));
    expect(fit?.converged).toBe(true);
    for (const name of ['r', 'alpha', 'a', 'b'] as const)
      expect(Math.abs((fit?.[name] ?? 0) / planted[name] - 1)).toBeLessThan(tolerance);
  });

  test('the probability means what it says: of those with about 70 %, about 70 % are still there', () => {
    const planted = { r: 0.8, alpha: 6, a: 0.9, b: 3 };
    const people = simulate({ planted, people: 40_000, days: 200, random: seeded(11) });
    const bins = Array.from({ length: 10 }, () => ({ there: 0, all: 0, said: 0 }));
    for (const one of people.filter(({ repeats }) => repeats > 0)) {
      const p = pAlive(planted, one);
      const bin = bins[Math.min(9, Math.floor(p * 10))];
      bin.all += 1;
      bin.said += p;
      bin.there += one.there ? 1 : 0;
    }
    for (const { there, all, said } of bins.filter((bin) => bin.all > 500))
      expect(Math.abs(there / all - said / all)).toBeLessThan(0.03);
  });
});

describe('the probability of being there', () => {
  test('falls with silence, and falls faster for those who came often', () => {
    const at = (repeats: number, silent: number) => pAlive(PUBLISHED, { repeats, last: 20, observed: 20 + silent });
    expect([0, 4, 8, 16].map((silent) => at(3, silent))).toEqual(
      [0, 4, 8, 16].map((silent) => at(3, silent)).sort((a, b) => b - a),
    );
    expect(at(20, 10)).toBeLessThan(at(2, 10));
  });

  test('is a number between 0 and 1 for the strangest histories', () => {
    for (const [repeats, last, observed] of [
      [0, 0, 39],
      [1, 0, 0],
      [5000, 5000, 5000],
      [5000, 10, 9000],
    ]) {
      const p = pAlive(PUBLISHED, { repeats, last, observed });
      expect(p).toBeGreaterThanOrEqual(0);
      expect(p).toBeLessThanOrEqual(1);
    }
  });
});

describe('the mathematics', () => {
  test('ln Γ is right for small and large numbers', () => {
    expect(logGamma(1)).toBeCloseTo(0, 13);
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 13);
    expect(logGamma(10)).toBeCloseTo(Math.log(362_880), 12);
    expect(logGamma(171)).toBeCloseTo(706.573_062_245_787_4, 10);
    expect(logGamma(1e-8)).toBeCloseTo(18.420_680_738, 8);
  });

  test('the likelihood stays finite where its factors are no numbers any more', () => {
    const heavy = [{ repeats: 900, last: 1000, observed: 1001, people: 1 }];
    expect(Number.isFinite(logLikelihood(PUBLISHED, heavy))).toBe(true);
  });

  test('likelihoods over all that can be counted add up to one', () => {
    // with one unit of time, sums over how often somebody came again, integrated over when last
    const [T, steps] = [6, 4000];
    let total = Math.exp(logLikelihood(PUBLISHED, [{ repeats: 0, last: 0, observed: T, people: 1 }]));
    for (let x = 1; x <= 60; x += 1)
      for (let i = 0; i < steps; i += 1) {
        const last = ((i + 0.5) / steps) * T;
        // the order of the times before the last does not matter: t^(x-1) / (x-1)! of them
        const orders = (x - 1) * Math.log(last) - logGamma(x);
        const density = logLikelihood(PUBLISHED, [{ repeats: x, last, observed: T, people: 1 }]);
        total += Math.exp(density + orders) * (T / steps);
      }
    expect(total).toBeCloseTo(1, 3);
  });

  test('nobody who ever came again: no fit rather than a wrong one', () => {
    expect(fitAlive([{ repeats: 0, last: 0, observed: 100, people: 50 }])).toBeNull();
  });

  test('people who never leave: the fit says that it did not converge, or that hardly anybody leaves', () => {
    const histories = Array.from({ length: 50 }, (_, i) => ({ repeats: 100 + i, last: 200, observed: 200, people: 3 }));
    const fit = fitAlive(histories);
    const dropout = fit ? fit.a / (fit.a + fit.b) : 0;
    expect(!fit?.converged || dropout < 0.001).toBe(true);
  });

  test('the search finds the bottom of a bent valley', () => {
    const banana = ([x, y]: number[]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2;
    const { at, converged } = nelderMead(banana, [-1.2, 1], { step: 0.5, tolerance: 1e-14, most: 2000 });
    expect(converged).toBe(true);
    expect(at[0]).toBeCloseTo(1, 4);
    expect(at[1]).toBeCloseTo(1, 4);
  });
});
