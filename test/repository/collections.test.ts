import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, it } from 'node:test'
import { storedCollections } from '@dwmops/erasure'
import { repository } from '../support/kube-manifests.ts'

const sources = globSync('packages/*/src/**/*.ts', { cwd: repository })
  .filter((file) => !/\.test\.ts$|\/testing|^packages\/(local-|eloqua-sandbox|console)/.test(file))
  .map((file) => readFileSync(path.join(repository, file), 'utf8'))

const opened = /\.collection(?:<[^(]*>)?\(\s*(?:'(\w+)'|(?:\w+\.\w+ \?\? )'(\w+)'|(\w+))/g

/** Names of collections that a source opens, also through a constant of its own or of another file. */
function namesIn(source: string): string[] {
  return Array.from(source.matchAll(opened), ([, name, fallback, constant]) => {
    if (name !== undefined || fallback !== undefined) return [name ?? fallback ?? '']
    const assigned = new RegExp(`const ${constant} = '(\\w+)'`)
    const own = assigned.exec(source)
    if (own?.[1] !== undefined) return [own[1]]
    const exported = new RegExp(`export ${assigned.source}`)
    return sources.flatMap((other) => exported.exec(other)?.[1] ?? [])
  }).flat()
}

describe('the table of stored collections', () => {
  it('has every collection that the code opens, so that erasure, masks and documents know it', () => {
    const known = new Set(storedCollections.map(({ name }) => name))
    // of the old fleet
    known.add('queueList')
    const names = new Set(sources.flatMap(namesIn))
    assert.ok(names.size > 20, `only ${names.size} found`)
    assert.deepEqual([...names].filter((name) => !known.has(name)).toSorted(), [])
  })

  it('has no collection that no code opens', () => {
    const text = sources.join('\n')
    assert.deepEqual(
      storedCollections.filter(({ name }) => !text.includes(`${name}`)).map(({ name }) => name),
      [],
    )
  })
})
