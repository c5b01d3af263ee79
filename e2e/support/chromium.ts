import { existsSync } from 'node:fs';
import path from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];

/** Where browsers made of Chromium install themselves. */
function usualPlaces({ platform, env } = process): string[] {
  if (platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (platform === 'win32') {
    const bases = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter((base) => base !== undefined);
    const files = [
      'Google/Chrome/Application/chrome.exe',
      'Chromium/Application/chrome.exe',
      'Microsoft/Edge/Application/msedge.exe',
    ];
    return bases.flatMap((base) => files.map((file) => path.join(base, file)));
  }
  return NAMES.map((name) => `/usr/bin/${name}`);
}

/** Chromium or a browser made of it: CHROMIUM_PATH, the usual places, the search path. Undefined when there is none. */
export function findChromium({ env } = process): string | undefined {
  const folders = (env.PATH ?? '').split(path.delimiter);
  const onPath = folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name)));
  const candidates = env.CHROMIUM_PATH ? [env.CHROMIUM_PATH] : [...usualPlaces(), ...onPath];
  return candidates.find((file) => existsSync(file));
}

/** How to get it, in one sentence. */
export function chromiumAdvice({ platform } = process): string {
  const ways: Partial<Record<NodeJS.Platform, string>> = {
    darwin: 'install Google Chrome, or run "brew install --cask chromium"',
    win32: 'install Google Chrome or Microsoft Edge',
  };
  const way = ways[platform] ?? 'run "sudo apt-get install chromium", or what your distribution has instead';
  return `The browser tests need Chromium, which was not found: ${way}, or set CHROMIUM_PATH to the executable.`;
}
