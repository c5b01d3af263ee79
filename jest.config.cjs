/**
 * Projects: `unit` (pure code), `client` (browser parts in jsdom), `e2e` (the running product in Chromium), `resilience` (processes that are killed), and `server (<dialect>)`, a real host in
 * this process, once for each of TEST_DIALECT = sqlite,postgres,mariadb (SQLite alone unless it says otherwise).
 * One of them: `npx jest --selectProjects unit`; the server tests of one folder: `TEST_DIALECT=postgres npx jest src/server/facts`.
 */
const typescript = (options = {}) => [
  '@swc/jest',
  {
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', tsx: true, decorators: true },
      transform: { react: { runtime: 'classic' } },
      ...options,
    },
    module: { type: 'commonjs' },
  },
];

const common = {
  rootDir: __dirname,
  transform: { '^.+\\.[cm]?[jt]sx?$': typescript() },
  transformIgnorePatterns: ['/node_modules/'],
  modulePathIgnorePatterns: ['<rootDir>/storage/', '<rootDir>/dist/'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/storage/', '<rootDir>/dist/'],
};

const nativeTests = ['<rootDir>/packages/host/src/testing/'];

/** Packages that exist once per process, outside Jest's module registry: loading the host takes seconds, and its classes must be one. */
const native = '(@nocobase|sequelize|pg|pg-cursor|pg-copy-streams|mariadb|mysql2|sqlite3|koa|supertest|jsonwebtoken)';

const dialects = (process.env.TEST_DIALECT ?? 'sqlite').split(',');

const server = (dialect) => ({
  ...common,
  displayName: `server (${dialect})`,
  testEnvironment: '<rootDir>/packages/host/src/testing/environment.cjs',
  testEnvironmentOptions: { dialect },
  setupFiles: ['<rootDir>/packages/host/src/testing/setup.cjs'],
  testMatch: [
    '<rootDir>/src/server/**/__tests__/**/*.test.ts',
    '<rootDir>/packages/host/src/testing/**/__tests__/**/*.test.ts',
  ],
  testPathIgnorePatterns: [...common.testPathIgnorePatterns, '\\.unit\\.test\\.ts$'],
  transform: {
    [`/node_modules/${native}/`]: '<rootDir>/packages/host/src/testing/nativeTransform.cjs',
    ...common.transform,
  },
  transformIgnorePatterns: [`/node_modules/(?!${native}/)`],
});

module.exports = {
  // beside the sources, so that it outlives temporary folders
  cacheDirectory: '<rootDir>/storage/cache/jest',
  maxWorkers: 2,
  maxConcurrency: 2,
  testTimeout: 300_000,
  testSequencer: '<rootDir>/scripts/lib/longestFirst.cjs',
  projects: [
    {
      ...common,
      displayName: 'unit',
      testEnvironment: 'node',
      testMatch: [
        '<rootDir>/packages/**/__tests__/**/*.test.ts',
        '<rootDir>/src/common/**/__tests__/**/*.test.ts',
        '<rootDir>/src/server/**/__tests__/**/*.unit.test.ts',
        '<rootDir>/scripts/**/__tests__/**/*.test.ts',
      ],
      testPathIgnorePatterns: [...common.testPathIgnorePatterns, ...nativeTests],
    },
    ...dialects.map(server),
    {
      ...common,
      displayName: 'client',
      testEnvironment: 'jsdom',
      testMatch: [
        '<rootDir>/src/client-v2/**/__tests__/**/*.test.ts?(x)',
        '<rootDir>/src/client/**/__tests__/**/*.test.ts?(x)',
      ],
      moduleNameMapper: {
        '^@nocobase/flow-engine$': '<rootDir>/src/client-v2/__tests__/stubs/flow-engine.tsx',
        '^@nocobase/client-v2$': '<rootDir>/src/client-v2/__tests__/stubs/client-v2.tsx',
        '^@nocobase/client$': '<rootDir>/src/client-v2/__tests__/stubs/client.tsx',
        '^@nocobase/plugin-workflow/client-v2$': '<rootDir>/src/client-v2/__tests__/stubs/workflow.tsx',
      },
    },
    {
      ...common,
      displayName: 'resilience',
      testEnvironment: 'node',
      globalSetup: '<rootDir>/scripts/lib/buildOnce.mjs',
      testMatch: ['<rootDir>/resilience/**/*.test.ts'],
    },
    {
      ...common,
      displayName: 'e2e',
      testEnvironment: 'node',
      globalSetup: '<rootDir>/scripts/lib/buildOnce.mjs',
      testMatch: ['<rootDir>/e2e/**/*.e2e.test.ts'],
    },
  ],
};
