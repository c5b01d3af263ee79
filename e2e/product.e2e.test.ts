import { rmSync } from 'node:fs';
import path from 'node:path';
import type { HeatmapAnswer } from '../src/common/heatmap';
import type { Api } from './support/api';
import { BrowserPage, coloursOf } from './support/browser';
import type { Language } from './support/browser';
import { heatmapColours, levelIndex, paletteColour } from '../src/client-v2/heatmap/palette';
import { matrixOf } from '../src/client-v2/overlap/matrix';
import { DEFAULT_OPTIONS } from '../src/client-v2/overlap/options';
import type { OverlapAnswer } from '../src/common/overlap';
import { seriousFindings } from './support/axe';
import { eventually } from './support/eventually';
import { cellColours, HEATMAP_CANVAS, OVERLAP_MATRIX, type Colour, type Place } from './support/matrix';
import { BLOCK_PAGES, blockSelector, settled } from './support/pages';
import { pictureOf, type PictureFacts } from './support/picture';
import { Product, ROOT } from './support/product';
import { dress } from './support/theme';

const HOST = 'e2e';
const MINUTES = 60_000;

let product: Product | undefined;
let url: string;
let token: string;
let api: Api;

function remove() {
  rmSync(path.join(ROOT, 'storage', HOST), { recursive: true, force: true });
}

/** The path of a page, as the start announced it. */
function announced(title: string): string {
  const [, path] = new RegExp(`${title} +http://localhost:\\d+/admin(/\\S+)`).exec(product?.said ?? '') ?? [];
  if (!path) throw new Error(`${title} was not announced`);
  return path;
}

beforeAll(async () => {
  remove();
  product = await Product.start(HOST);
  url = product.url;
  ({ token, api } = await product.signIn());
  // The host offers only the language it was installed in until an administrator adds one.
  await api.post('systemSettings:put', { enabledLanguages: ['en-US', 'zh-CN'] });
}, 15 * MINUTES);

afterAll(async () => {
  await product?.stop();
  remove();
}, MINUTES);

describe('the first start', () => {
  it('says where to look and how to sign in', () => {
    expect(product?.said).toContain('admin@nocobase.com / admin123');
    expect(product?.said).toContain(url.replace('127.0.0.1', 'localhost'));
  });

  it('has filled the demonstration before the first answer', async () => {
    const answer = await api.get<HeatmapAnswer>('communityAnalytics:heatmap', { pageSize: 50 });
    expect(answer.members).toHaveLength(50);
    expect(answer.total).toBeGreaterThanOrEqual(3000);
    expect(answer.groups.length).toBeGreaterThanOrEqual(20);
    expect(Math.max(...answer.cells.score)).toBeGreaterThan(0);
  });

  it('has given members a stage', async () => {
    const stages = new Set<string | null>();
    const members = await api.get<{ stage: string | null }[]>('communityMembers:list', { pageSize: 500 });
    for (const { stage } of members) stages.add(stage);
    expect(stages.size).toBeGreaterThanOrEqual(4);
  });
});

describe.each(['/admin', '/v/admin'])('in the shell at %s', (shell) => {
  let browser: BrowserPage;
  beforeAll(async () => {
    browser = await BrowserPage.open({ token });
  }, 3 * MINUTES);
  afterAll(() => browser.close(), 3 * MINUTES);
  // the page had nothing to complain about
  afterEach(() => expect(browser.complaints.splice(0)).toEqual([]));

  const visit = async (title: string, language: Language = 'en-US') => {
    await browser.speak(language);
    await browser.page.goto(url + shell + announced(title));
    return browser.page;
  };

  it('a page shows the participation heatmap, filled', async () => {
    const page = await visit('Community');
    await page.waitForSelector(HEATMAP_CANVAS, { timeout: 3 * MINUTES });
    const colours = await eventually(
      () => coloursOf(page, HEATMAP_CANVAS),
      (count) => count > 10,
    );
    expect(colours).toBeGreaterThan(10);
  });

  it('a page shows members with their stage as a coloured tag', async () => {
    const page = await visit('Members');
    await page.waitForSelector('.ant-table-row .ant-tag', { timeout: 3 * MINUTES });
    const text = await page.locator('.ant-table-row .ant-tag').first().innerText();
    expect(text.trim()).not.toBe('');
  });

  it.each([
    ['en-US', 'Telegram community'],
    ['zh-CN', 'Telegram 社群'],
  ] as const)('the settings open in %s', async (language, title) => {
    const page = await visit('Settings', language);
    await page.waitForSelector('[data-testid="community-settings"]', { timeout: 3 * MINUTES });
    expect(await page.locator('body').innerText()).toContain(title);
  });
});

describe.each([
  ['default', 'en-US', [255, 255, 255]],
  ['dark', 'zh-CN', [20, 20, 20]],
] as const)('in the theme %s, in %s', (theme, language, background) => {
  const dark = theme === 'dark';
  let browser: BrowserPage;
  beforeAll(async () => {
    browser = await BrowserPage.open({ token, language });
    await dress(browser.page, api, theme, language);
  }, 3 * MINUTES);
  afterAll(() => browser.close(), 3 * MINUTES);

  /** Waits until places of a matrix have the colours that the server's answer asks for, and expects them. */
  async function expectPainted(places: Place[], expected: Colour[], matrix?: string) {
    const painted = await eventually(
      () => cellColours(browser.page, places, matrix),
      (colours) => JSON.stringify(colours) === JSON.stringify(expected),
    );
    expect(painted).toEqual(expected);
    expect(new Set(expected.map(String)).size).toBeGreaterThan(2);
  }

  it.each(BLOCK_PAGES.map((known) => [known.page, known] as const))(
    'every block of %s is drawn in the theme’s colours and is clean of serious findings',
    async (_, known) => {
      const { page } = browser;
      await page.goto(`${url}/admin/${known.page}`);
      if ('open' in known) await known.open(page);
      for (const block of known.blocks.map(blockSelector)) {
        await settled(page, block, 3 * MINUTES);
        const drawn = ({ colours, drawn: share }: PictureFacts) => colours >= 4 && share >= 0.005;
        const picture = await eventually(() => pictureOf(page.locator(block).first()), drawn, 3 * MINUTES);
        expect({ block, ...picture }).toMatchObject({ block, ground: background.map((part) => (part >> 4) * 17) });
        const says = drawn(picture) ? '' : await page.locator(block).first().innerText();
        expect({ block, ...picture, says }).toEqual({ block, ...picture, says: '' });
        await settled(page, block, 3 * MINUTES);
        expect(await seriousFindings(page, block)).toEqual([]);
      }
      expect(browser.complaints).toEqual([]);
    },
  );

  it('the heatmap paints the answer’s levels where their members and groups are', async () => {
    await browser.page.goto(`${url}/admin/community_overview_page`);
    await browser.page.waitForSelector(HEATMAP_CANVAS, { timeout: 3 * MINUTES });
    const { cells } = await api.get<HeatmapAnswer>('communityAnalytics:heatmap', { pageSize: 100, groupLimit: 50 });
    const { table } = heatmapColours('viridis', dark, background);
    const levels = new Map(cells.member.map((row, at) => [`${row},${cells.group[at]}`, cells.level[at]]));
    // what the window shows of the beginning, whatever its size
    const places = Array.from({ length: 80 }, (_, at) => ({ row: Math.floor(at / 8), column: at % 8 }));
    const expected = places.map(({ row, column }) => {
      const level = levels.get(`${row},${column}`);
      return [...table[level === undefined ? 0 : levelIndex(level)]] as Colour;
    });
    await expectPainted(places, expected);
  });

  it('the overlap paints what each two groups share', async () => {
    await browser.page.goto(`${url}/admin/community_groups_page`);
    await settled(browser.page, blockSelector('overlap'), 3 * MINUTES);
    const matrix = matrixOf(await api.get<OverlapAnswer>('communityAnalytics:overlap'), DEFAULT_OPTIONS.measure);
    const size = matrix.groups.length;
    const places = Array.from({ length: 60 }, (_, at) => ({ row: Math.floor(at / 10), column: at % 10 })).filter(
      ({ row, column }) => matrix.values[row * size + column] > 0,
    );
    const expected = places.map(({ row, column }) => {
      return [...paletteColour('viridis', matrix.values[row * size + column] / matrix.highest, dark)] as Colour;
    });
    await expectPainted(places, expected, OVERLAP_MATRIX);
  });
});

describe('the second start', () => {
  it(
    'repeats nothing and keeps the data',
    async () => {
      const before = await api.get<HeatmapAnswer>('communityAnalytics:heatmap', { pageSize: 1 });
      await product?.stop();
      product = await Product.start(HOST);
      expect(product.said).toContain('already installed');
      expect(product.said).toContain('Enabling the plugin: unchanged');
      url = product.url;
      ({ token, api } = await product.signIn());
      const after = await api.get<HeatmapAnswer>('communityAnalytics:heatmap', { pageSize: 1 });
      expect(after.total).toBe(before.total);
    },
    5 * MINUTES,
  );
});
