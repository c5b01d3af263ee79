/**
 * The folders of src/server are the steps of the pipeline, in this order: a step knows itself, the steps before it, src/common and the libraries
 * of packages/. Adding a step is adding its name here.
 */
const STEPS = [
  'schema',
  'store',
  'configuration',
  'intake',
  'activities',
  'facts',
  'metrics',
  'conditions',
  'scoring',
  'lifecycle',
  'labelling',
  'personas',
  'tags',
  'segments',
  'install',
  'runs',
  'analytics',
  'permissions',
  'workflow',
  'resources',
  'demo',
  'cli',
];

/** Tests may set a scene with any step. */
const TESTS = '/__tests__/';

const laterSteps = STEPS.slice(0, -1).map((step, index) => ({
  name: `${step}-knows-only-earlier-steps`,
  severity: 'error',
  comment: `src/server/${step} must not import a later step; let the later one pass in what it needs.`,
  from: { path: `^src/server/${step}/`, pathNot: TESTS },
  to: { path: `^src/server/(${STEPS.slice(index + 1).join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...laterSteps,
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Two files that import each other are one idea, or three.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'wiring-is-imported-by-nobody',
      severity: 'error',
      from: { path: '^src/server/', pathNot: ['^src/server/index\\.ts$', TESTS] },
      to: { path: '^src/server/plugin\\.ts$' },
    },
    {
      name: 'collections-are-imported-by-nobody',
      severity: 'error',
      comment: 'The host imports the folder itself.',
      from: { pathNot: ['^src/server/collections/', TESTS] },
      to: { path: '^src/server/collections/' },
    },
    {
      name: 'common-knows-nobody',
      severity: 'error',
      from: { path: '^src/common/', pathNot: TESTS },
      to: { path: '^src/(server|client|client-v2)/' },
    },
    {
      name: 'browser-and-server-meet-in-common',
      severity: 'error',
      from: { path: '^src/client(-v2)?/', pathNot: TESTS },
      to: { path: '^(src/server/|packages/(telegram-sandbox|host)/)' },
    },
    {
      name: 'server-knows-no-browser-code',
      severity: 'error',
      from: { path: '^src/server/' },
      to: { path: '^src/client(-v2)?/' },
    },
    {
      name: 'sandbox-serves-the-demonstration-and-tests',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/server/(demo|cli)/', TESTS] },
      to: { path: '^packages/telegram-sandbox/' },
    },
    {
      name: 'the-product-does-not-know-its-launcher',
      severity: 'error',
      from: { path: '^src/', pathNot: TESTS },
      to: { path: '^packages/host/' },
    },
    {
      name: 'packages-know-nothing-of-the-plugin-or-the-host',
      severity: 'error',
      comment: 'Only packages/host loads the host, for tests and for what is measured.',
      from: { path: '^packages/', pathNot: '^packages/host/(src/(testing|standalone)/|(testing|standalone)\\.ts)' },
      to: { path: '^(src/|node_modules/@nocobase/)' },
    },
    {
      name: 'the-model-stands-alone',
      severity: 'error',
      from: { path: '^packages/community-model/' },
      to: { path: '^packages/(?!community-model/)' },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: { pathNot: '^src/client' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^dist', '^storage'] },
    exclude: { path: ['^dist', '^storage'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.tools.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json'],
      mainFields: ['main', 'types'],
    },
  },
};
