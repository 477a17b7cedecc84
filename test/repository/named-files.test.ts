import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, it } from 'node:test'
import { repository } from '../support/kube-manifests.ts'

/** Code that names a file beside itself, which no compiler checks. */
const named = [
  /import\.meta\.dirname, '([^']+\.\w+)'/g,
  /new URL\('([^']+\.\w+)', import\.meta\.url\)/g,
  /new URL\(`([^`$]+\.\w+)`, import\.meta\.url\)/g,
]
/** Made by a build. */
const isBuilt = (name: string) => /\.mjs$|\/program\.js$|\/dist\//.test(name)

describe('a file that code reads by its place', () => {
  it('is there', () => {
    const files = globSync(['packages/**/*.ts', 'test/**/*.ts', '.ci/*.ts'], {
      cwd: repository,
      exclude: (name) => name.endsWith('node_modules'),
    })
    const pairs = files.flatMap((file) => {
      const source = readFileSync(path.join(repository, file), 'utf8')
      const names = named.flatMap((pattern) => Array.from(source.matchAll(pattern), ([, name]) => name ?? ''))
      return names.map((name) => path.join(path.dirname(file), name))
    })
    assert.ok(pairs.length > 20, `only ${pairs.length} found`)
    assert.deepEqual(
      pairs.filter((name) => !isBuilt(name) && !existsSync(path.join(repository, name))),
      [],
    )
  })
})
