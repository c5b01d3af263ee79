import { rmSync } from 'node:fs';
import path from 'node:path';
import type { HeatmapAnswer } from '../src/common/heatmap';
import type { Api } from './support/api';
import { BrowserPage, coloursOf } from './support/browser';
import type { BrowserOptions } from './support/browser';
import { heatmapColours, levelIndex } from '../src/client-v2/heatmap/palette';
import { seriousFindings } from './support/axe';
import { eventually } from './support/eventually';
import { cellColours, HEATMAP, HEATMAP_CANVAS, type Colour } from './support/heatmap';
import { Product, ROOT } from './support/product';
import { dress } from './support/theme';

const HOST = 'e2e';
const MINUTES = 60_000;

let product: Product | undefined;
let url: string;
let token: string;
let api: Api;

/** Opens an address, hands the page over, and expects that the page had nothing to complain about. */
async function visit(
  address: string,
  look: (page: BrowserPage['page']) => Promise<void>,
  options: Partial<BrowserOptions> = {},
) {
  const browser = await BrowserPage.open({ token, ...options });
  try {
    await browser.page.goto(url + address);
    await look(browser.page);
    expect(browser.complaints).toEqual([]);
  } finally {
    await browser.close();
  }
}

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
  it('a page shows the participation heatmap, filled', async () => {
    await visit(shell + announced('Community'), async (page) => {
      await page.waitForSelector(HEATMAP_CANVAS, { timeout: MINUTES });
      const colours = await eventually(
        () => coloursOf(page, HEATMAP_CANVAS),
        (count) => count > 10,
      );
      expect(colours).toBeGreaterThan(10);
    });
  });

  it('a page shows members with their stage as a coloured tag', async () => {
    await visit(shell + announced('Members'), async (page) => {
      await page.waitForSelector('.ant-table-row .ant-tag', { timeout: MINUTES });
      const text = await page.locator('.ant-table-row .ant-tag').first().innerText();
      expect(text.trim()).not.toBe('');
    });
  });

  it.each([
    ['en-US', 'Telegram community'],
    ['zh-CN', 'Telegram 社群'],
  ] as const)('the settings open in %s', async (language, title) => {
    await visit(
      shell + announced('Settings'),
      async (page) => {
        await page.waitForSelector('[data-testid="community-settings"]', { timeout: MINUTES });
        expect(await page.locator('body').innerText()).toContain(title);
      },
      { language },
    );
  });
});

describe.each([
  ['default', 'en-US', [255, 255, 255]],
  ['dark', 'zh-CN', [20, 20, 20]],
] as const)('the heatmap in the theme %s, in %s', (theme, language, background) => {
  it('paints the answer’s levels where their members and groups are, and is clean of serious findings', async () => {
    const browser = await BrowserPage.open({ token, language });
    try {
      await dress(browser.page, api, theme, language);
      await browser.page.goto(`${url}/admin${announced('Community')}`);
      await browser.page.waitForSelector(HEATMAP_CANVAS, { timeout: MINUTES });
      const { cells } = await api.get<HeatmapAnswer>('communityAnalytics:heatmap', { pageSize: 100, groupLimit: 50 });
      const { table } = heatmapColours('viridis', theme === 'dark', background);
      const levels = new Map(cells.member.map((row, at) => [`${row},${cells.group[at]}`, cells.level[at]]));
      // what the window shows of the beginning, whatever its size
      const places = Array.from({ length: 80 }, (_, at) => ({ row: Math.floor(at / 8), column: at % 8 }));
      const expected = places.map(({ row, column }) => {
        const level = levels.get(`${row},${column}`);
        return [...table[level === undefined ? 0 : levelIndex(level)]] as Colour;
      });
      const painted = await eventually(
        () => cellColours(browser.page, places),
        (colours) => JSON.stringify(colours) === JSON.stringify(expected),
      );
      expect(painted).toEqual(expected);
      expect(new Set(expected.map(String)).size).toBeGreaterThan(2);
      expect(await seriousFindings(browser.page, HEATMAP)).toEqual([]);
    } finally {
      await browser.close();
    }
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
