/** `npm start`: from a fresh clone to a running NocoBase with the demonstration. Begins without any dependency. */
import { requireNode } from './lib/nodeVersion.mjs';

requireNode(20);
import('./lib/start.mjs').then(({ start }) => start());
