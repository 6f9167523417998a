import tseslint from 'typescript-eslint';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';

const forbid = (patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });
const outside = (group, message) => ({ group, message });

/** Import fences, written again in .dependency-cruiser.cjs for what a pattern cannot see. DESIGN: core decides, store remembers. */
export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', 'playground/**', 'coverage/**', '**/*.js', '**/*.cjs', '**/*.mjs'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['engine/core/**/*.ts'],
    rules: {
      ...forbid([
        outside(['node:*', 'fs', 'crypto', 'kysely', 'pg', 'pg-boss', '@electric-sql/*', 'n8n-workflow', 'n8n-core'], 'core is pure: no I/O, no clock, no n8n (docs/architecture.md)'),
        outside(['**/store/**', '**/commands/**', '**/queries/**', '**/adapters/**', '**/nodes/**'], 'core imports only core (docs/architecture.md)'),
      ]),
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'time is passed in: core has no clock' },
        { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'time is passed in: core has no clock' },
        { selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']", message: 'randomness is passed in' },
      ],
    },
  },
  {
    files: ['engine/store/**/*.ts'],
    rules: {
      'no-restricted-properties': ['error', { property: 'publish', message: 'pg-boss publish() hangs inside a PGlite transaction; read the subscriptions and use boss.insert (docs/decisions/0004)' }],
    },
  },
  {
    files: ['engine/**/*.ts'],
    ignores: ['engine/core/**'],
    rules: forbid([outside(['n8n-workflow', 'n8n-core', '**/nodes/**'], 'the engine knows nothing of n8n (docs/architecture.md)')]),
  },
  // Heavy drivers are required at their first use: n8n's start must load none of them (docs/decisions/0003).
  { files: ['engine/**/*.ts'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
    plugins: { '@n8n/community-nodes': n8nCommunityNodesPlugin },
    rules: {
      ...n8nCommunityNodesPlugin.configs.recommendedWithoutN8nCloudSupport.rules,
      // A self-hosted pack: the store's drivers are runtime dependencies (docs/decisions/0001).
      '@n8n/community-nodes/no-runtime-dependencies': 'off',
    },
  },
  { files: ['test/**/*.ts', 'bench/**/*.ts', 'scripts/**/*.ts'], rules: { '@typescript-eslint/no-require-imports': 'off', 'max-lines-per-function': 'off', 'no-console': 'off', '@typescript-eslint/no-non-null-assertion': 'off' } },
);
