import { buildPlugin } from '../../scripts/lib/build.mjs';

/** Before the tests of the product, which run side by side and would build at the same time. */
export default async function buildOnce() {
  await buildPlugin();
}
