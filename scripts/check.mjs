/** `npm run typecheck`, `npm run lint`: the checks whose name contains a given word, or all of them. */
import { CHECKS } from './lib/checks.mjs';

const words = process.argv.slice(2);
for (const [name, check] of Object.entries(CHECKS)) {
  if (words.length > 0 && !words.some((word) => name.includes(word))) continue;
  const { ok, output } = await check();
  console.log(`${ok ? 'ok    ' : 'failed'} ${name}`);
  if (!ok) {
    console.log(output.trim());
    process.exitCode = 1;
  }
}
