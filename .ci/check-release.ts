/**
 * Fails when version, changelog, packages, lock file, images and documents do not say the same: before a tag, and with every change.
 * `npm run release:check [-- folder [tag]]`
 */
import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'

const [folder = '.', tag] = process.argv.slice(2)
const textOf = (file: string) => readFileSync(path.join(folder, file), 'utf8')
const faults: string[] = []
const expect = (holds: boolean, fault: string) => {
  if (!holds) faults.push(fault)
}

const { version } = JSON.parse(textOf('package.json')) as { version: string }
const lock = JSON.parse(textOf('package-lock.json')) as {
  version: string
  packages: Record<string, { version?: string }>
}
expect(/^\d+\.\d+\.\d+$/.test(version), `package.json: ${version} is no version`)
expect(
  tag === undefined || tag === `v${version}`,
  `package.json: version ${version} is not that of tag ${tag}`,
)
expect(lock.version === version, `package-lock.json: version ${lock.version}, not ${version}`)
for (const file of globSync('packages/*/package.json', { cwd: folder }).toSorted()) {
  const own = (JSON.parse(textOf(file)) as { version: string }).version
  const locked = lock.packages[path.dirname(file)]?.version
  expect(own === version, `${file}: version ${own}, not ${version}`)
  expect(locked === version, `package-lock.json: ${path.dirname(file)} has version ${locked}, not ${version}`)
}

const changelog = textOf('CHANGELOG.md')
const [, latest = ''] = /^## (\S+)/m.exec(changelog) ?? []
expect(latest === version, `CHANGELOG.md: the first section is ${latest}, not ${version}`)
const [section = ''] = changelog.split(/^## /m).slice(1)
expect(/^### (To do|Added|Changed|Fixed)/m.test(section), 'CHANGELOG.md: the section of the version is empty')

/** The same rule as in packages/programs.ts. */
const images = globSync('packages/*/src/main.ts', { cwd: folder })
  .map((file) => file.split(path.sep)[1] ?? '')
  .filter((name) => !name.startsWith('local-'))
const skaffold = textOf('skaffold.yaml')
const manifests = globSync('k8s/**/*.yaml', { cwd: folder }).map(textOf).join('\n')
const registry = textOf('k8s/components/registry/kustomization.yaml')
const published = textOf('.github/workflows/images.yml')
const readme = textOf('README.md')
for (const image of images) {
  const line = (text: string) => new RegExp(text.replace('IMAGE', image), 'm')
  expect(line('^ *- image: \\S+/IMAGE$').test(skaffold), `skaffold.yaml: image ${image} is missing`)
  expect(line('^ *image: dwmops/IMAGE$').test(manifests), `k8s: no manifest runs image ${image}`)
  expect(registry.includes(`name: dwmops/${image},`), `k8s/components/registry: image ${image} is missing`)
  expect(line('^ *- IMAGE$').test(published), `.github/workflows/images.yml: image ${image} is missing`)
  expect(readme.includes(`(packages/${image})`), `README.md: packages/${image} is missing`)
  expect(existsSync(path.join(folder, 'packages', image, 'README.md')), `packages/${image}: no README.md`)
}

for (const fault of faults) console.error(fault)
if (faults.length > 0) process.exitCode = 1
else console.log(`${version}: version, changelog, packages, ${images.length} images and documents fit`)
