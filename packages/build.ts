/**
 * Bundles each program into packages/<name>/dist: program.js with its source map, the code that V8 makes of it (`code-cache.ts`),
 * main.mjs that starts it (`start-program.ts`), its threads, licenses.txt and sbom.cdx.json.
 * `node packages/build.ts [name ...]`; without names, all of them.
 */
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { embedConsole } from '@dwmops/console'
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild'
import { asScript } from './as-script.ts'
import { writeCodeCache } from './code-cache.ts'
import { programs } from './programs.ts'
import { bundledPackages, sbomOf } from './sbom.ts'

const packages = import.meta.dirname
const repository = path.join(packages, '..')
/** Modules that the driver of MongoDB asks for and does without; another package may need one of them all the same. */
const optional = [
  '@aws-sdk/credential-providers',
  '@mongodb-js/zstd',
  'aws4',
  'gcp-metadata',
  'kerberos',
  'mongodb-client-encryption',
  'snappy',
  'socks',
].filter((name) => !existsSync(path.join(repository, 'node_modules', name)))
/**
 * A stage starts every minute. The operator's command and the API hold a Kubernetes client of 2 MB, which is evaluated only when
 * it is asked for, and rule packs of 1.3 MB; the API beside them a web server with its schemas and the console.
 */
const largerBundleBytes: Readonly<Record<string, number>> = { dwm: 6_500_000, api: 7_500_000 }
const maxBundleBytes = (name: string): number => largerBundleBytes[name] ?? 2_000_000

/** What a program starts in threads of its own: small bundles beside it, as each thread reads one. */
const threads: Readonly<Record<string, readonly string[]>> = {
  api: ['src/threads/preview-thread.ts', 'src/threads/whole-set-thread.ts'],
  dwm: ['src/wash/wash-thread.ts'],
}

/**
 * Node's own modules are asked for by `require` where the module that uses them begins: the loader of modules takes a tenth of a start
 * to link some 80 imports of them, and loads those too that nothing has asked for yet.
 */
const requireNode: Plugin = {
  name: 'require-node',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:/ }, ({ path, kind }) =>
      kind === 'import-statement' ? { path, namespace: 'of-node' } : undefined,
    )
    onLoad({ filter: /.*/, namespace: 'of-node' }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(path)})`,
    }))
  },
}

const common = {
  absWorkingDir: repository,
  bundle: true,
  platform: 'node',
  target: 'node24',
  external: optional,
  inject: [path.join(packages, 'readable-stacks.ts')],
  minify: true,
  // Error classes are identified by their names in the log; stack traces are mapped by readable-stacks.ts.
  keepNames: true,
  legalComments: 'none', // whole license texts stand in licenses.txt
  sourcemap: 'linked',
  sourcesContent: false,
  metafile: true,
  logLevel: 'warning',
} as const satisfies BuildOptions

/** CommonJS in the bundle of a thread asks for Node's modules by require. */
const modules = {
  format: 'esm',
  entryNames: '[name]',
  outExtension: { '.js': '.mjs' },
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
} as const satisfies BuildOptions

const { version } = JSON.parse(readFileSync(path.join(repository, 'package.json'), 'utf8')) as {
  version: string
}
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !programs.includes(name))
if (unknown.length > 0) {
  console.error(`no such program: ${unknown.join(', ')}; known: ${programs.join(', ')}`)
  process.exitCode = 2
} else {
  for (const name of wanted.length > 0 ? wanted : programs) await bundle(name)
}

async function bundle(name: string): Promise<void> {
  const dist = path.join(packages, name, 'dist')
  rmSync(dist, { recursive: true, force: true })
  const metafiles: Metafile[] = []
  const options = {
    ...common,
    outdir: dist,
    plugins: [requireNode, embedConsole((console) => metafiles.push(console))],
  }
  const parts = [
    await build({
      ...options,
      ...asScript,
      entryPoints: { program: path.join(packages, name, 'src/main.ts') },
    }),
    await build({ ...options, ...modules, entryPoints: threadsOf(name) }),
  ]
  const starter = { main: path.join(packages, 'start-program.ts') }
  await build({
    ...modules,
    outdir: dist,
    entryPoints: starter,
    bundle: true,
    platform: 'node',
    minify: true,
  })
  writeCodeCache(dist)
  const folders = packageFolders([...parts.map(({ metafile }) => metafile), ...metafiles])
  writeFileSync(path.join(dist, 'licenses.txt'), licenses(folders))
  writeFileSync(path.join(dist, 'sbom.cdx.json'), sbomOf(name, version, bundledPackages(repository, folders)))
  const bytes = statSync(path.join(dist, 'program.js')).size
  console.log(`${name}: ${(bytes / 1e6).toFixed(2)} MB`)
  const limit = maxBundleBytes(name)
  if (bytes < limit) return
  console.error(`${name}: a bundle of ${limit / 1e6} MB or more starts too slowly`)
  process.exitCode = 1
}

function threadsOf(name: string): string[] {
  return (threads[name] ?? []).map((file) => path.join(packages, name, file))
}

/** The folder of every npm package of which a part is in the bundle. */
function packageFolders(metafiles: readonly Metafile[]): string[] {
  const inputs = metafiles.flatMap((part) => Object.keys(part.inputs))
  const folders = inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? [])
  return [...new Set(folders)].toSorted()
}

/** Our own license and that of these packages. */
function licenses(folders: readonly string[]): string {
  const parts = folders.map((folder) => licenseOf(path.join(repository, folder)))
  return [readFileSync(path.join(repository, 'LICENSE'), 'utf8'), ...parts].join(`\n${'='.repeat(78)}\n\n`)
}

function licenseOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    name: string
    version: string
    license: string
  }
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
  const texts = files.map((file) => readFileSync(path.join(folder, file), 'utf8'))
  return [`${name} ${version}, ${license}\n`, ...texts].join('\n')
}
