/** Lends the test file's own `require` to the environment: the host's requests for the plugin's files end here. */
globalThis.__jestRequire = require;
