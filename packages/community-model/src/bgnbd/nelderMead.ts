export interface MinimumOptions {
  /** Edge of the first simplex. */
  step: number;
  /** Ends when the values at its corners differ by less, and the corners themselves too. */
  tolerance: number;
  most: number;
}

export interface Minimum {
  at: number[];
  value: number;
  evaluations: number;
  converged: boolean;
}

interface Corner {
  at: number[];
  value: number;
}

/**
 * Minimum of a function without its derivatives (Nelder & Mead, "A Simplex Method for Function Minimization", 1965, with
 * their coefficients 1, 2, ½, ½). Values that are no numbers count as very large.
 */
export function nelderMead(f: (at: number[]) => number, start: number[], options: MinimumOptions): Minimum {
  const { step, tolerance, most } = options;
  let evaluations = 0;
  const corner = (at: number[]): Corner => {
    evaluations += 1;
    const value = f(at);
    return { at, value: Number.isNaN(value) ? Number.POSITIVE_INFINITY : value };
  };
  const corners = [corner(start), ...start.map((_, i) => corner(start.map((x, j) => (i === j ? x + step : x))))];
  const sort = () => corners.sort((a, b) => a.value - b.value);
  const isSmall = (): boolean => {
    const [best, worst] = [corners[0], corners[corners.length - 1]];
    const width = Math.max(...corners.flatMap(({ at }) => at.map((x, i) => Math.abs(x - best.at[i]))));
    return worst.value - best.value <= tolerance * (1 + Math.abs(best.value)) && width <= Math.sqrt(tolerance);
  };
  sort();
  while (evaluations < most && !isSmall()) {
    const worst = corners[corners.length - 1];
    const others = corners.slice(0, -1);
    const centre = start.map((_, i) => others.reduce((sum, { at }) => sum + at[i], 0) / others.length);
    const towards = (far: number): Corner => corner(centre.map((x, i) => x + far * (worst.at[i] - x)));
    const reflected = towards(-1);
    if (reflected.value < corners[0].value) {
      const expanded = towards(-2);
      corners[corners.length - 1] = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < others[others.length - 1].value) {
      corners[corners.length - 1] = reflected;
    } else {
      const contracted = reflected.value < worst.value ? towards(-0.5) : towards(0.5);
      if (contracted.value < Math.min(worst.value, reflected.value)) corners[corners.length - 1] = contracted;
      else shrink(corners, corner);
    }
    sort();
  }
  return { at: corners[0].at, value: corners[0].value, evaluations, converged: isSmall() };
}

/** Draws all corners half the way to the best. */
function shrink(corners: Corner[], corner: (at: number[]) => Corner): void {
  const best = corners[0];
  for (let i = 1; i < corners.length; i += 1)
    corners[i] = corner(corners[i].at.map((x, j) => best.at[j] + (x - best.at[j]) / 2));
}
