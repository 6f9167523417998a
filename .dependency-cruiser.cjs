/**
 * The import fences of docs/architecture.md that a pattern on the import's text cannot see: they follow the resolved
 * file, transitive re-exports and cycles. Each rule says why it exists.
 * @type {import('dependency-cruiser').IConfiguration}
 */
const N8N = 'node_modules/(n8n-workflow|n8n-core)/';
const STORE_DRIVERS = 'node_modules/(kysely|pg|pg-boss|@electric-sql/pglite)/';

module.exports = {
  forbidden: [
    {
      name: 'core-is-pure',
      comment: 'Decisions must be testable without a database, a clock or n8n: core reaches nothing outside itself but pure field libraries.',
      severity: 'error',
      from: { path: '^engine/core/' },
      to: { path: '^(engine/(adapters|store|commands|queries)|nodes|credentials|test|scripts)/' },
    },
    {
      name: 'core-libraries',
      comment: 'Only libraries without I/O may decide: a driver or a vendor SDK in core would make decisions depend on the network.',
      severity: 'error',
      from: { path: '^engine/core/' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-peer'], pathNot: 'node_modules/(zod|libphonenumber-js|luxon|i18n-iso-countries|countries-and-timezones|tinyld|date-holidays|uuid)/' },
    },
    {
      name: 'core-no-node',
      comment: 'node:* is I/O, clocks and randomness; those are passed in.',
      severity: 'error',
      from: { path: '^engine/core/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'adapters-know-no-store',
      comment: "An adapter translates a vendor's JSON and checks its signature; what happens with it is a command's business.",
      severity: 'error',
      from: { path: '^engine/adapters/' },
      to: { path: `^engine/(store|commands|queries)/|^nodes/|^credentials/|${STORE_DRIVERS}` },
    },
    {
      name: 'adapters-stay-apart',
      comment: 'A vendor can be taken out or replaced without touching another one.',
      severity: 'error',
      from: { path: '^engine/adapters/([^/]+)/' },
      to: { path: '^engine/adapters/([^/]+)/', pathNot: '^engine/adapters/$1/' },
    },
    {
      name: 'store-knows-no-business',
      comment: 'The store carries rows, events and tenancy; it must not start to decide or to call commands.',
      severity: 'error',
      from: { path: '^engine/store/' },
      to: { path: '^engine/(adapters|commands|queries)/|^nodes/|^credentials/' },
    },
    {
      name: 'queries-only-read',
      comment: 'A report that runs a command would change what it reports.',
      severity: 'error',
      from: { path: '^engine/queries/' },
      to: { path: '^engine/commands/' },
    },
    {
      name: 'engine-knows-no-n8n',
      comment: 'The engine outlives n8n versions and runs in tests and tools without n8n.',
      severity: 'error',
      from: { path: '^engine/' },
      to: { path: `^nodes/|^credentials/|${N8N}` },
    },
    {
      name: 'nodes-have-no-sql',
      comment:
        'A node with a driver could read past tenancy and transactions: rows are reached through commands and queries. ' +
        'The event trigger consumes the outbox through its index, which hands out events, not rows.',
      severity: 'error',
      from: { path: '^(nodes|credentials)/', pathNot: '^nodes/shared/' },
      to: { path: `^engine/store/|${STORE_DRIVERS}`, pathNot: '^engine/store/outbox/index\\.ts$' },
    },
    {
      name: 'nodes-stay-apart',
      comment: 'What two nodes share belongs into nodes/shared, or a change of one node breaks another.',
      severity: 'error',
      from: { path: '^nodes/([^/]+)/', pathNot: '^nodes/shared/' },
      to: { path: '^nodes/([^/]+)/', pathNot: '^nodes/($1|shared)/' },
    },
    {
      name: 'shipped-code-is-complete',
      comment: 'n8n installs the pack without devDependencies: a runtime import of one would fail on the first start. Types vanish at the build.',
      severity: 'error',
      from: { path: '^(engine|nodes|credentials)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: N8N },
    },
    {
      name: 'nothing-ships-tests',
      comment: 'Shipped code that imports a test helper or a script would not be in the tarball.',
      severity: 'error',
      from: { path: '^(engine|nodes|credentials)/' },
      to: { path: '^(test|scripts|bench)/' },
    },
    {
      name: 'no-cycles',
      comment: 'Modules of a cycle cannot be understood or loaded apart; types alone may refer to each other.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      comment: 'An import that resolves to nothing only works by accident of where n8n was installed.',
      severity: 'error',
      from: { path: '^(engine|nodes|credentials)/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'default', 'types'] },
  },
};
