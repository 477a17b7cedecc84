/** Arrows point one way: stages, dwm, api -> bulk-sync, insight, undo -> libraries. Nobody reaches into another package. */
const libraries =
  'access|cluster|core|fleet|record-files|mongo-queue|eloqua-client|job-runner|mongo|python-re|rule-store|sync-ledger'
const between = 'bulk-sync|erasure|insight|undo'
const developmentOnly = 'eloqua-sandbox|local-mongo|local-fleet'
const publicSurface = [
  '^packages/[^/]+/src/index\\.ts$',
  // what `./testing` stands for
  '^packages/local-mongo/src/test-mongo\\.ts$',
  '^packages/core/src/testing/washing-config\\.ts$',
  '^packages/cluster/src/testing/fake-cluster\\.ts$',
  '^packages/bulk-sync/src/testing\\.ts$',
  // what `./alerts` stands for
  '^packages/fleet/src/alert-conditions\\.ts$',
  // what `./encoding` stands for: it runs in a browser too
  '^packages/record-files/src/encoding\\.ts$',
  // what `./schemas` stands for
  '^packages/api/src/schemas/index\\.ts$',
]
const own = '^packages/([^/]+)/'
const tests = '\\.test\\.ts$|/testing(\\.ts$|/)|^packages/[^/]+/(bench|simulation)/'

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'libraries-stand-alone',
      comment:
        'a library uses no other package; rule-store -> core -> python-re and anything -> mongo are the exceptions',
      severity: 'error',
      from: { path: `^packages/(${libraries})/`, pathNot: tests },
      to: { path: own, pathNot: ['^packages/$1/', '^packages/(core|fleet|mongo|python-re)/'] },
    },
    {
      name: 'between-uses-libraries',
      comment:
        'what stages, dwm and api share stands on libraries; undo imports, so it may use bulk-sync, and reports through insight',
      severity: 'error',
      from: { path: `^packages/(${between})/`, pathNot: tests },
      to: {
        path: own,
        pathNot: ['^packages/$1/', `^packages/(${libraries})/`, '^packages/(bulk-sync|insight)/'],
      },
    },
    {
      name: 'only-undo-uses-its-own-layer',
      severity: 'error',
      from: { path: '^packages/(bulk-sync|insight)/', pathNot: tests },
      to: { path: `^packages/(${between})/`, pathNot: '^packages/$1/' },
    },
    {
      name: 'only-rule-store-and-users-know-core',
      severity: 'error',
      from: { path: '^packages/(access|mongo-queue|eloqua-client|job-runner|sync-ledger)/' },
      to: { path: '^packages/core/' },
    },
    {
      name: 'only-core-knows-python-re',
      comment: 'others see rules, never patterns',
      severity: 'error',
      from: { path: '^packages/', pathNot: '^packages/(core|python-re)/' },
      to: { path: '^packages/python-re/' },
    },
    {
      name: 'python-re-stands-alone',
      severity: 'error',
      from: { path: '^packages/python-re/' },
      to: { path: own, pathNot: '^packages/python-re/' },
    },
    {
      name: 'development-only',
      comment: 'what is for development is in no image',
      severity: 'error',
      from: { path: '^packages/', pathNot: [tests, `^packages/(${developmentOnly})/`] },
      to: { path: `^packages/(${developmentOnly})/`, pathNot: '^packages/$1/' },
    },
    {
      name: 'console-is-handed-in',
      comment: "the API's program and the fleet of a developer's machine hand the console to the API",
      severity: 'error',
      from: {
        path: '^packages/',
        pathNot: [tests, '^packages/(console/|local-fleet/|build\\.ts$|api/src/main\\.ts$)'],
      },
      to: { path: '^packages/console/' },
    },
    {
      name: 'only-the-public-surface',
      comment: "nobody imports another package's inner files",
      severity: 'error',
      from: { path: own },
      to: { path: '^packages/[^/]+/src/', pathNot: ['^packages/$1/', ...publicSurface] },
    },
    {
      name: 'tests-use-the-public-surface',
      severity: 'error',
      from: { path: '^test/' },
      to: { path: '^packages/[^/]+/src/', pathNot: publicSurface },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^packages/[^/]+/dist/' },
    parser: 'swc',
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
}
