import { contrast, luminance, mix, parseColour, toPixel, type Rgb } from '../colour';
import { PALETTES } from '../options';
import { ABSENT, FIRST_SCORE, heatmapColours, levelIndex, paletteColour, scoreIndex, TABLE_SIZE } from '../palette';

const LIGHT: Rgb = [255, 255, 255];
const DARK: Rgb = [20, 20, 20];
const SHARES = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

/** How a colour looks to someone without green or red receptors (Viénot, Brettel & Mollon 1999). */
const SIMULATIONS = {
  deuteranopia: ([r, g, b]: Rgb): Rgb => [
    0.29275 * r + 0.70725 * g,
    0.29275 * r + 0.70725 * g,
    -0.02234 * r + 0.02234 * g + b,
  ],
  protanopia: ([r, g, b]: Rgb): Rgb => [
    0.11238 * r + 0.88762 * g,
    0.11238 * r + 0.88762 * g,
    0.00401 * r - 0.00401 * g + b,
  ],
};

describe('colours', () => {
  test.each([
    ['#fff', [255, 255, 255]],
    ['#102030', [16, 32, 48]],
    ['rgb(1, 2, 3)', [1, 2, 3]],
    ['rgba(0,0,0,0.5)', [128, 128, 128]],
    ['papayawhip', [255, 255, 255]],
  ])('read %s', (text, expected) => expect(parseColour(text)).toEqual(expected));

  test('mix by share', () => expect(mix([0, 0, 0], [200, 100, 50], 0.5)).toEqual([100, 50, 25]));

  test('become pixels with red in the lowest byte', () => expect(toPixel([1, 2, 3])).toBe(0xff030201));
});

describe.each(PALETTES)('palette %s', (name) => {
  describe.each([
    ['light', LIGHT, false],
    ['dark', DARK, true],
  ] as const)('on %s', (_theme, background, dark) => {
    const colours = SHARES.map((share) => paletteColour(name, share, dark));

    test('stands out more the stronger the value', () => {
      const contrasts = colours.map((colour) => contrast(colour, background));
      expect(contrasts).toEqual([...contrasts].sort((a, b) => a - b));
      expect(contrasts[contrasts.length - 1]).toBeGreaterThan(7);
    });

    test.each(Object.entries(SIMULATIONS))('keeps its order with %s', (_name, simulate) => {
      const lightness = colours.map((colour) => luminance(simulate(colour)) * (dark ? 1 : -1));
      expect(lightness).toEqual([...lightness].sort((a, b) => a - b));
    });

    test('tells low, medium and high apart without colour', () => {
      const { table } = heatmapColours(name, dark, background);
      const [low, medium, high] = [1, 2, 3].map((level) => table[levelIndex(level)]);
      expect(contrast(low, medium)).toBeGreaterThan(1.5);
      expect(contrast(medium, high)).toBeGreaterThan(1.5);
    });
  });
});

describe('the colour table', () => {
  const { table, pixels, absent } = heatmapColours('viridis', false, LIGHT);

  test('holds 256 colours, absent first', () => {
    expect(table).toHaveLength(TABLE_SIZE);
    expect(table[ABSENT]).toEqual(absent);
    expect(pixels[ABSENT]).toBe(toPixel(absent));
  });

  test('places scores from weakest to strongest and caps what is beyond', () => {
    expect(scoreIndex(0)).toBe(FIRST_SCORE);
    expect(scoreIndex(100)).toBe(TABLE_SIZE - 1);
    expect(scoreIndex(250)).toBe(TABLE_SIZE - 1);
    expect(scoreIndex(-3)).toBe(FIRST_SCORE);
  });
});
