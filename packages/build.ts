/**
 * Bundles each program into packages/<name>/dist: main.mjs, its source map, licenses.txt and sbom.cdx.json.
 * `node packages/build.ts [name ...]`; without names, all of them.
 */
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { build, type Metafile } from 'esbuild'
import { embedConsole } from './api/console/embed.ts'
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
 * A stage starts every minute. The operator's command holds a Kubernetes client of 2 MB and rule packs of 1.3 MB,
 * which are evaluated only when they are asked for; the API starts once a release, and holds a web
 * server with its schemas and the console.
 */
const largerBundleBytes: Readonly<Record<string, number>> = { dwm: 6_500_000, api: 5_000_000 }
const maxBundleBytes = (name: string): number => largerBundleBytes[name] ?? 2_000_000

const { version } = JSON.parse(readFileSync(path.join(repository, 'package.json'), 'utf8')) as {
  version: string
}
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !programs.includes(name))
if (unknown.length > 0) {
  console.error(`no such program: ${unknown.join(', ')}; there are ${programs.join(', ')}`)
  process.exitCode = 2
} else {
  for (const name of wanted.length > 0 ? wanted : programs) await bundle(name)
}

async function bundle(name: string): Promise<void> {
  const dist = path.join(packages, name, 'dist')
  rmSync(dist, { recursive: true, force: true })
  const metafiles: Metafile[] = []
  const { metafile } = await build({
    absWorkingDir: repository,
    entryPoints: [path.join(packages, name, 'src/main.ts')],
    outfile: path.join(dist, 'main.mjs'),
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    // CommonJS inside the bundle (mongodb, pino, prom-client) asks for Node's modules by require.
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    external: optional,
    plugins: [embedConsole((console) => metafiles.push(console))],
    minify: true,
    // Error classes are told by their names in the log; stack traces are read through the source map.
    keepNames: true,
    legalComments: 'none', // whole licence texts stand in licenses.txt
    sourcemap: 'linked',
    sourcesContent: false,
    metafile: true,
    logLevel: 'warning',
  })
  const folders = packageFolders([metafile, ...metafiles])
  writeFileSync(path.join(dist, 'licenses.txt'), licenses(folders))
  writeFileSync(path.join(dist, 'sbom.cdx.json'), sbomOf(name, version, bundledPackages(repository, folders)))
  const bytes = statSync(path.join(dist, 'main.mjs')).size
  console.log(`${name}: ${(bytes / 1e6).toFixed(2)} MB`)
  const limit = maxBundleBytes(name)
  if (bytes < limit) return
  console.error(`${name}: a bundle of ${limit / 1e6} MB or more starts too slowly`)
  process.exitCode = 1
}

/** The folder of every npm package of which a part is in the bundle. */
function packageFolders(metafiles: readonly Metafile[]): string[] {
  const inputs = metafiles.flatMap((part) => Object.keys(part.inputs))
  const folders = inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? [])
  return [...new Set(folders)].toSorted()
}

/** Our own licence and that of these packages. */
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
