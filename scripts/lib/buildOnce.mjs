import { buildPlugin } from './build.mjs';

/** Before tests of what was built: several of them at a time would build at the same time. */
export default async function buildOnce() {
  await buildPlugin();
}
