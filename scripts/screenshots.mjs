/**
 * `npm run screenshots [-- name …]`: renews the pictures in docs/images from a running demonstration. BASE says where it runs (http://127.0.0.1:13000). The
 * reader's theme and language are set for the picture alone.
 */
import fs from 'node:fs';
import path from 'node:path';

import { root } from './lib/paths.mjs';
import { importHost, importTypeScript } from './lib/typescript.mjs';

const HEATMAP = { page: 'community_overview_page', ready: '[data-testid="community-heatmap-grid"] canvas' };
/** The longest known first, so that the stages mix. */
const MEMBERS = { page: 'community_members_page', ready: '.ant-table-row .ant-tag', order: 'firstSeenAt' };
const LIFECYCLE = {
  page: 'community_overview_page',
  ready: HEATMAP.ready,
  show: '[data-testid="community-lifecycle"]',
};
const RFM = {
  page: 'community_segments_page',
  ready: '[data-testid="community-rfm-grid"]',
  show: '[data-testid="community-rfm-grid"]',
};
const RULES = { page: 'settings/telegram-community', ready: '.ant-tabs-tab', tab: 'Lifecycle' };
const PICTURES = [
  { name: 'heatmap', ...HEATMAP },
  { name: 'members', ...MEMBERS },
  { name: 'heatmap-dark', ...HEATMAP, theme: 'dark' },
  { name: 'heatmap-zh', ...HEATMAP, language: 'zh-CN' },
  { name: 'lifecycle', ...LIFECYCLE },
  { name: 'rfm', ...RFM },
  { name: 'rules', ...RULES },
];
const SIZE = { width: 1440, height: 820 };
/** Tables and canvases fade in. */
const SETTLE_MS = 2_500;

const { Host, signIn } = await importHost();
const { BrowserPage } = await importTypeScript('e2e/support/browser.ts');
const { Api } = await importTypeScript('e2e/support/api.ts');
const { settled } = await importTypeScript('e2e/support/pages.ts');
const base = (process.env.BASE ?? 'http://127.0.0.1:13000').replace(/\/$/, '');
const folder = path.join(root, 'docs', 'images');
const asked = process.argv.slice(2);

const token = await signIn(base, new Host({ root }).login);
const api = new Api(base, token);
const themes = await api.get('themeConfig:list', { paginate: false });
const { enabledLanguages } = await api.get('systemSettings:get');

fs.mkdirSync(folder, { recursive: true });
try {
  // NocoBase offers only the language that it was installed in until an administrator adds one.
  await api.post('systemSettings:put', { enabledLanguages: [...new Set([...enabledLanguages, 'en-US', 'zh-CN'])] });
  for (const picture of PICTURES.filter(({ name }) => !asked.length || asked.includes(name))) await take(picture);
} finally {
  await api.post('systemSettings:put', { enabledLanguages });
}

async function take({ name, page: address, ready, order, show, tab, theme = 'default', language = 'en-US' }) {
  const browser = await BrowserPage.open({ token, language, ...SIZE });
  const { page } = browser;
  try {
    await page.route('**/api/auth:check**', (route) => answerWith(route, theme, language));
    if (order) await page.route('**/api/communityMembers:list**', (route) => ordered(route, order));
    await page.goto(`${base}/admin/${address}`);
    await page.waitForSelector(ready, { timeout: 60_000 });
    if (tab) await page.locator('.ant-tabs-tab', { hasText: tab }).first().click();
    if (show) {
      await settled(page, show, 60_000);
      await page
        .locator(show)
        .first()
        .evaluate((block) => {
          const fits = block.getBoundingClientRect().height < window.innerHeight * 0.9;
          block.scrollIntoView({ block: fits ? 'center' : 'start' });
        });
      await settled(page, show, 60_000);
    }
    await page.waitForTimeout(SETTLE_MS);
    await page.screenshot({ path: path.join(folder, `${name}.png`) });
    console.log(`docs/images/${name}.png`);
  } finally {
    await browser.close();
  }
}

/** The signed-in person as the server tells of them, with another theme and language. */
async function answerWith(route, theme, language) {
  const response = await route.fetch();
  const body = await response.json();
  const themeId = themes.find(({ uid }) => uid === theme)?.id;
  const data = { ...body.data, appLang: language, systemSettings: { ...body.data?.systemSettings, themeId } };
  await route.fulfill({ response, json: { ...body, data } });
}

/** The table's request, with another order than the page asks for. */
async function ordered(route, order) {
  const url = new URL(route.request().url());
  for (const name of [...url.searchParams.keys()].filter((key) => key.startsWith('sort')))
    url.searchParams.delete(name);
  url.searchParams.set('sort', order);
  await route.continue({ url: url.toString() });
}
