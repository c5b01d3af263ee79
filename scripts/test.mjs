/** `npm test`: everything that can be proven, on a fresh clone too. Begins without any dependency. */
import { requireNode } from './lib/nodeVersion.mjs';

requireNode(20);
import('./lib/test.mjs').then(({ test }) => test());
