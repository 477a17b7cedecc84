import { readFileSync } from 'node:fs'
import path from 'node:path'

/** An npm package of which a part is in a bundle. */
export interface BundledPackage {
  readonly name: string
  readonly version: string
  /** SPDX expression, as its package.json has it. */
  readonly license: string | undefined
  /** Subresource integrity of its tarball, as the lock file has it. */
  readonly integrity: string | undefined
}

interface Lock {
  packages: Record<string, { integrity?: string }>
}

/** What is known of the packages in these folders (`node_modules/zod`), in that order. */
export function bundledPackages(repository: string, folders: readonly string[]): BundledPackage[] {
  const lock = JSON.parse(readFileSync(path.join(repository, 'package-lock.json'), 'utf8')) as Lock
  return folders.map((folder) => {
    const text = readFileSync(path.join(repository, folder, 'package.json'), 'utf8')
    const { name, version, license } = JSON.parse(text) as BundledPackage
    return { name, version, license, integrity: lock.packages[folder]?.integrity }
  })
}

/**
 * The list of a program's parts as CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json/, read 2026-11-30). The same packages
 * give the same text: it bears no time and no serial number.
 */
export function sbomOf(program: string, version: string, packages: readonly BundledPackage[]): string {
  const component = { type: 'application', 'bom-ref': program, name: `dwmops ${program}`, version }
  const components = packages.map(componentOf)
  const dependencies = [{ ref: program, dependsOn: components.map((one) => one['bom-ref']) }]
  const document = { bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 }
  return `${JSON.stringify({ ...document, metadata: { component }, components, dependencies }, null, 1)}\n`
}

function componentOf({ name, version, license, integrity }: BundledPackage) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`
  const [, digest] = /^sha512-(.+)$/.exec(integrity ?? '') ?? []
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    version,
    purl,
    ...(license !== undefined && { licenses: [{ expression: license }] }),
    ...(digest !== undefined && {
      hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }],
    }),
  }
}
