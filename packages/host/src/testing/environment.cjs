/**
 * Jest environment of the server tests.
 *
 * The host and its node_modules are loaded by Node's own `require`, once per worker process; the plugin and the tests are loaded by Jest, so
 * transforms, coverage and jest.mock apply to them. When the host asks for the plugin by its package name, or imports one of its .ts files
 * (collections, migrations), the request is handed to the `require` of the test file now running.
 */
const fs = require('node:fs');
const Module = require('node:module');
const os = require('node:os');
const path = require('node:path');
const { TestEnvironment } = require('jest-environment-node');

const root = path.resolve(__dirname, '../../../..');
const plugins = require('./pluginSources.cjs')(root);
const sources = [...new Set(Object.values(plugins).map((entry) => path.dirname(path.dirname(entry)) + path.sep))];
const isSource = (file) => sources.some((folder) => file.startsWith(folder));

const work = fs.mkdtempSync(path.join(os.tmpdir(), 'community-test-'));
process.once('exit', () => fs.rmSync(work, { recursive: true, force: true }));
const nodeModules = layNodeModules(path.join(work, 'node_modules'));

/** Where the host looks for the package.json of a plugin: its own packages, and ours under the names they are published with. */
function layNodeModules(folder) {
  fs.mkdirSync(folder);
  fs.symlinkSync(path.join(root, 'node_modules/@nocobase'), path.join(folder, '@nocobase'), 'junction');
  for (const name of Object.keys(plugins)) {
    fs.mkdirSync(path.join(folder, name), { recursive: true });
    fs.writeFileSync(path.join(folder, name, 'package.json'), JSON.stringify({ name, version: '0.0.0' }));
  }
  return folder;
}

// At module level: tests get a copy of process.env, and what they change in it never reaches the natively loaded host.
Object.assign(process.env, {
  ...require('../quietHost.json'),
  APP_KEY: 'test-key',
  NODE_MODULES_PATH: nodeModules,
  COMMUNITY_TEST_ROOT: root,
  COMMUNITY_TEST_WORK: work,
  STORAGE_PATH: work,
  PLUGIN_STORAGE_PATH: path.join(work, 'plugins'),
  LOCAL_STORAGE_DEST: path.join(work, 'uploads'),
  LOGGER_BASE_PATH: path.join(work, 'logs'),
});

// The host writes expected database errors and a statement of its own to the console; what a test prints goes through Jest's console.
process.noDeprecation = true;
for (const method of ['log', 'error']) {
  const print = console[method].bind(console);
  console[method] = (...values) => {
    const text = values.map((value) => value?.stack ?? String(value)).join(' ');
    if (!/^Executing \(default\)|^(Aggregate|Sequelize\w*)?(Validation|UniqueConstraint|Database)Error/.test(text))
      print(...values);
  };
}

/** The environment of the test file now running in this process. */
let current = null;

const resolveFilename = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  return plugins[request] ?? resolveFilename.call(this, request, ...rest);
};

const loadTypeScript = Module._extensions['.ts'];
Module._extensions['.ts'] = (module, filename) => {
  if (current && isSource(filename)) module.exports = current.global.__jestRequire(filename);
  else if (loadTypeScript) loadTypeScript(module, filename);
  else throw new Error(`No native loader for ${filename}`);
};

module.exports = class HostEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.dialect = config.projectConfig.testEnvironmentOptions.dialect;
  }

  async setup() {
    await super.setup();
    current = this;
    this.global.process.env.TEST_DIALECT = this.dialect;
    this.global.__nativeRequire = require;
    // One realm for what sequelize, the drivers and lodash test with instanceof.
    for (const name of ['Date', 'Error', 'TypeError', 'RangeError', 'Map', 'Set', 'Promise', 'RegExp']) {
      this.global[name] = globalThis[name];
    }
  }

  async teardown() {
    // An application that a failed test file left open would stand in the way of the next file.
    await require.cache[require.resolve('@nocobase/server')]?.exports.AppSupervisor.getInstance().destroy();
    current = null;
    for (const file of Object.keys(require.cache)) if (isSource(file)) delete require.cache[file];
    await super.teardown();
  }
};
