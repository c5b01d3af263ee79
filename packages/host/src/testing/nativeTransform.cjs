/** Replaces a package that must exist once per process by a reference to its natively loaded module. */
module.exports = {
  process: (_source, filename) => ({
    code: `module.exports = globalThis.__nativeRequire(${JSON.stringify(filename)});`,
  }),
  getCacheKey: (_source, filename) => `native1${filename.replace(/\W/g, '_').slice(-200)}`,
};
