const fs = require('node:fs');
const path = require('node:path');

/**
 * Plugin packages that the host may load from TypeScript source in a test, by package name: the plugin of this repository and the toy
 * plugin with which the harness tests itself. The entry lies in <source root>/server/.
 */
module.exports = (root) => ({
  [JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')).name]: path.join(root, 'src/server/index.ts'),
  '@community-crm/plugin-toy': path.join(__dirname, '__tests__/toy/server/index.ts'),
});
