// Builds the installable plugin into dist/. `node build/build.mjs [client|server]` builds one half alone.
import fs from 'node:fs';
import path from 'node:path';
import { buildLane } from './client.mjs';
import { externalVersions } from './externals.mjs';
import { dist, root } from './paths.mjs';
import { buildServer } from './server.mjs';
import { printSizes } from './sizes.mjs';

function writeCommon() {
  fs.mkdirSync(dist, { recursive: true });
  fs.rmSync(path.join(dist, 'locale'), { recursive: true, force: true });
  fs.cpSync(path.join(root, 'src/locale'), path.join(dist, 'locale'), {
    recursive: true,
    filter: (file) => !file.includes('__tests__'),
  });
  const versions = JSON.stringify(externalVersions, null, 2);
  fs.writeFileSync(path.join(dist, 'externalVersion.js'), `module.exports = ${versions};\n`);
  fs.writeFileSync(path.join(dist, 'index.js'), `module.exports = require('./server');\n`);
}

const only = process.argv[2];
if (only && only !== 'client' && only !== 'server') {
  console.error(`Unknown part "${only}". Say client, server, or nothing for both.`);
  process.exit(2);
}

const startedAt = performance.now();
try {
  if (only !== 'server') await Promise.all([buildLane('client-v2'), buildLane('client')]);
  if (only !== 'client') await buildServer();
  writeCommon();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
printSizes(
  only === 'client'
    ? ['client-v2', 'client']
    : only === 'server'
      ? ['server', 'swagger']
      : ['client-v2', 'client', 'server', 'swagger'],
);
console.log(`Built in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`);
