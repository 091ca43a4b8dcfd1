// What the compiler does not see. How code looks is Prettier's business, who imports whom tests/structure's.
import solid from 'eslint-plugin-solid/configs/typescript'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

export default defineConfig(
  globalIgnores(['dist/', '.data/', 'node_modules/']),
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.base],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      // A promise that nobody awaits loses its error, and a write its answer.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { arguments: false, attributes: false } },
      ],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    },
  },
  {
    files: ['client/**/*.ts', 'client/**/*.tsx'],
    ...solid,
    rules: {
      ...solid.rules,
      // A value read outside of a tracking scope never changes on the screen again.
      'solid/reactivity': 'error',
      'solid/no-destructure': 'error',
    },
  },
  {
    files: ['server/**/*.ts', 'db/**/*.ts', 'emails/**/*.ts'],
    // Only the start writes for a person at a terminal; all else goes through the log, which strikes out secrets.
    ignores: ['server/run.ts', 'db/demo.ts'],
    rules: { 'no-console': 'error' },
  },
)
