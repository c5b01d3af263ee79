/** `npm run package`: builds what changed and packs it into the installable file. */
import { buildPlugin } from './lib/build.mjs';

console.log(`Plugin: ${await buildPlugin()}`);
await import('../build/pack.mjs');
