import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Rules beyond the strict set: an unawaited write is a lost write, and an `any` hides the rest. */
const house = {
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
  ],
  '@typescript-eslint/array-type': 'off',
  // An interface has room for the docstring of what it calls.
  '@typescript-eslint/prefer-function-type': 'off',
  'no-console': 'error',
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'prefer-const': 'error',
  'max-lines': ['warn', { max: 250, skipBlankLines: true, skipComments: true }],
};

// The host's emitters and routers wait for the promises that their listeners return, though their types say void.
const typed = {
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': [
    'error',
    { checksVoidReturn: { attributes: false, properties: false, arguments: false } },
  ],
  '@typescript-eslint/await-thenable': 'error',
};

export default tseslint.config(
  { ignores: ['**/node_modules/**', '**/dist/**', 'coverage/**', 'storage/**', '**/*.d.ts', '*.js'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strict, tseslint.configs.stylistic],
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.client.json', 'tsconfig.server.json', 'tsconfig.tools.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: { ...house, ...typed },
  },
  {
    files: ['src/client*/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: reactHooks.configs.recommended.rules,
  },
  {
    // A null in a fixture fails its test; an assertion for the compiler says no more.
    files: ['**/__tests__/**', 'e2e/**', 'benchmarks/**'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off', 'max-lines': 'off' },
  },
  {
    files: ['scripts/**', 'build/**', 'benchmarks/**', '**/*.{cjs,mjs}'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.{mjs,cjs}'],
    extends: [tseslint.configs.strict],
    rules: {
      '@typescript-eslint/no-require-imports': 'off',
      '@typescript-eslint/no-this-alias': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
);
