import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import type { BrowserContext, Page } from 'playwright-core';
import { chromiumAdvice, findChromium } from './chromium';

export type Language = 'en-US' | 'zh-CN';

export interface BrowserOptions {
  /** A signed-in person's token. */
  token: string;
  language?: Language;
  width?: number;
  height?: number;
  /** What the operating system says about light and dark. */
  colorScheme?: 'light' | 'dark';
}

/** The host's own noise in every page: an icon it asks for and does not have, and the hints of its libraries. */
const HOST_NOISE = [/favicon_no_exist/, /^Warning: /, /React Router Future Flag/, /\[antd: /];

/** A page in a browser of its own, with everything it complained about. */
export class BrowserPage {
  /** Errors of the console, uncaught exceptions and failed requests, in order. */
  readonly complaints: string[] = [];

  private constructor(
    private readonly context: BrowserContext,
    private readonly profile: string,
    readonly page: Page,
  ) {
    const complain = (text: string) => {
      if (!HOST_NOISE.some((pattern) => pattern.test(text))) this.complaints.push(text.slice(0, 500));
    };
    page.on('console', (message) => {
      // A failed request is reported by its answer, with its address.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) complain(message.text());
    });
    page.on('pageerror', (error) => complain(error.stack ?? error.message));
    page.on('response', (response) => {
      if (response.status() >= 400) complain(`${response.status()} ${response.url()}`);
    });
  }

  static async open({ token, language = 'en-US', width = 1440, height = 900, colorScheme }: BrowserOptions) {
    const executablePath = findChromium();
    if (!executablePath) throw new Error(chromiumAdvice());
    const profile = mkdtempSync(path.join(os.tmpdir(), 'community-browser-'));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath,
      headless: true,
      viewport: { width, height },
      colorScheme,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
    const page = context.pages()[0] ?? (await context.newPage());
    await page.addInitScript(
      ([signedIn, locale]) => {
        localStorage.setItem('NOCOBASE_TOKEN', signedIn);
        localStorage.setItem('NOCOBASE_AUTH', 'basic');
        localStorage.setItem('NOCOBASE_LOCALE', locale);
      },
      [token, language],
    );
    return new BrowserPage(context, profile, page);
  }

  /** The language of the pages that are opened from now on. */
  async speak(language: Language): Promise<void> {
    await this.page.addInitScript((locale) => localStorage.setItem('NOCOBASE_LOCALE', locale), language);
  }

  async close(): Promise<void> {
    await this.context.close();
    rmSync(this.profile, { recursive: true, force: true });
  }
}

/**
 * How many different colours the pixels of a canvas have, sampled on a grid: an empty matrix has one or two, a filled one many.
 */
export async function coloursOf(page: Page, selector: string): Promise<number> {
  return page.locator(selector).evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const { width, height } = canvas;
    const pixels = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
    const seen = new Set<number>();
    for (let y = 0; y < height; y += 2) {
      for (let x = 0; x < width; x += 2) {
        const at = 4 * (y * width + x);
        if (pixels[at + 3] > 0) seen.add((pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2]);
      }
    }
    return seen.size;
  });
}
