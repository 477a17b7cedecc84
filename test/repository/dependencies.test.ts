import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import { root } from '@dwmops/local-fleet'

const read = (file: string) => JSON.parse(readFileSync(path.join(root, file), 'utf8'))
const folder = mkdtempSync(path.join(tmpdir(), 'dwmops-release-'))
after(() => rmSync(folder, { recursive: true, force: true }))

/** Runs a check on a copy of what it reads, after a change of it. */
function checked(script: string, change: () => void, ...args: string[]) {
  const files = [
    'package.json',
    'package-lock.json',
    'CHANGELOG.md',
    'README.md',
    'skaffold.yaml',
    'k8s',
    '.github',
  ]
  const ofPackages = globSync('packages/*/{package.json,README.md,src/main.ts}', { cwd: root })
  for (const file of [...files, ...ofPackages])
    cpSync(path.join(root, file), path.join(folder, file), { recursive: true })
  change()
  const run = spawnSync(process.execPath, [`.ci/${script}`, folder, ...args], { cwd: root, encoding: 'utf8' })
  return { status: run.status, stderr: run.stderr }
}

function rewrite(file: string, from: string | RegExp, to: string): void {
  const place = path.join(folder, file)
  const text = readFileSync(place, 'utf8')
  const changed = text.replace(from, to)
  assert.notEqual(changed, text, `${file} has no ${from}`)
  writeFileSync(place, changed)
}

describe('the table of dependencies', () => {
  it('has every direct dependency, and no other', () => {
    const used = ['package.json', ...globSync('packages/*/package.json', { cwd: root })].flatMap((file) => {
      const { dependencies = {}, devDependencies = {} } = read(file)
      return Object.keys({ ...dependencies, ...devDependencies })
    })
    const external = new Set(used.filter((name) => !name.startsWith('@dwmops/')))
    const table = readFileSync(path.join(root, '.github/dependencies.md'), 'utf8')
    const rows = Array.from(table.matchAll(/^\| (\S+) \| [^|]+ \| [^|]+ \|$/gm), ([, name]) => name)
    assert.deepEqual(
      rows
        .slice(1)
        .filter((name) => name !== '---')
        .toSorted(),
      [...external].toSorted(),
    )
  })
})

describe('the check of licenses and install scripts', () => {
  it('finds nothing in the lock file', () => {
    assert.deepEqual(
      checked('check-licenses.ts', () => undefined),
      { status: 0, stderr: '' },
    )
  })

  it('names a package whose license does not fit, and one whose install script is not decided on', () => {
    const { status, stderr } = checked('check-licenses.ts', () => {
      const lock = read('package-lock.json')
      lock.packages['node_modules/zod'].license = 'SSPL-1.0'
      lock.packages['node_modules/got'].hasInstallScript = true
      writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify(lock))
    })
    assert.equal(status, 1)
    assert.match(stderr, /zod: license SSPL-1\.0\n/)
    assert.match(stderr, /got: install script/)
  })
})

describe('the check of a release', () => {
  it('finds nothing', () => {
    assert.equal(checked('check-release.ts', () => undefined).stderr, '')
  })

  const faults: readonly (readonly [string, string | RegExp, string, RegExp])[] = [
    ['package.json', /"version": "[^"]+"/, '"version": "9.9.9"', /CHANGELOG\.md: the first section is/],
    [
      'packages/core/package.json',
      /"version": "[^"]+"/,
      '"version": "0.0.1"',
      /core\/package\.json: version 0\.0\.1/,
    ],
    ['package-lock.json', /"version": "[^"]+"/, '"version": "0.0.1"', /package-lock\.json: version 0\.0\.1/],
    ['CHANGELOG.md', /^## .+$/m, '## Unreleased', /CHANGELOG\.md: the first section is Unreleased/],
    ['CHANGELOG.md', /^(## .+)$/m, '$1\n\n## 0.0.9', /CHANGELOG\.md: the section of the version is empty/],
    ['skaffold.yaml', /dwmops\/post-contacts/, 'x', /skaffold\.yaml: image post-contacts is missing/],
    ['skaffold.yaml', /dwmops\/api/, 'x', /skaffold\.yaml: image api is missing/],
    ['k8s/base/clean-queues.yaml', 'image: dwmops', 'image: x', /k8s: no manifest runs image clean-queues/],
    [
      'k8s/components/registry/kustomization.yaml',
      'name: dwmops/dwm,',
      'x',
      /registry: image dwm is missing/,
    ],
    ['.github/workflows/images.yml', /^ +- dwm$/m, '', /images\.yml: image dwm is missing/],
    ['README.md', /packages\/api/g, 'x', /README\.md: packages\/api is missing/],
  ]
  for (const [file, from, to, fault] of faults) {
    it(`fails for ${file} when it says something else`, () => {
      const { status, stderr } = checked('check-release.ts', () => rewrite(file, from, to))
      assert.equal(status, 1)
      assert.match(stderr, fault)
    })
  }

  it('fails for a tag of another version', () => {
    const { version } = read('package.json')
    assert.equal(checked('check-release.ts', () => undefined, `v${version}`).stderr, '')
    const { status, stderr } = checked('check-release.ts', () => undefined, 'v9.9.9')
    assert.deepEqual([status, stderr], [1, `package.json: version ${version} is not that of tag v9.9.9\n`])
  })
})
