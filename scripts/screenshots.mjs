/** `npm run screenshots`: renews the pictures of the documentation from the NocoBase of `npm start`, which must be running. */
import fs from 'node:fs';
import path from 'node:path';

import { root } from './lib/paths.mjs';
import { importHost, importTypeScript } from './lib/typescript.mjs';

const PICTURES = [
  { file: 'heatmap.png', address: 'community_overview_page', ready: '[data-testid="community-heatmap-grid"] canvas' },
  { file: 'members.png', address: 'community_members_page', ready: '.ant-table-row .ant-tag' },
  { file: 'settings.png', address: 'settings/telegram-community', ready: '[data-testid="community-settings"]' },
];
/** Tables and canvases fade in. */
const SETTLE_MS = 2_000;

const { Host, signIn } = await importHost();
const { BrowserPage } = await importTypeScript('e2e/support/browser.ts');
const host = new Host({ root });
const token = await signIn(host.url, host.login);
const folder = path.join(root, 'docs', 'images');
fs.mkdirSync(folder, { recursive: true });

for (const { file, address, ready } of PICTURES) {
  const browser = await BrowserPage.open({ token });
  try {
    await browser.page.goto(`${host.url}/admin/${address}`);
    await browser.page.waitForSelector(ready, { timeout: 60_000 });
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    await browser.page.screenshot({ path: path.join(folder, file) });
    console.log(`docs/images/${file}`);
  } finally {
    await browser.close();
  }
}
