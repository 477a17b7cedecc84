import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, it } from 'node:test'
import { type SettingDefinition, settingDefinitions } from '@dwmops/fleet'
import { type KubeObject, parseObjects, repository } from '../support/kube-manifests.ts'

const read = (file: string) => readFileSync(path.join(repository, file), 'utf8')
const names = Object.keys(settingDefinitions)
const known = new Set(
  Object.entries(settingDefinitions).flatMap(
    ([name, { aliases = [], secret }]: [string, SettingDefinition]) => {
      return [name, ...aliases, ...(secret ? [`${name}_FILE`] : [])]
    },
  ),
)
/** Of other programs than ours in the same pods. */
const foreign = new Set(['KEEP_DUMPS', 'SOURCE_MONGODB_URL'])

describe('the document of settings in a cluster', () => {
  const document = read('k8s/settings.md')

  it('names every setting that there is, and no other', () => {
    const named = new Set(document.match(/\b[A-Z]+(?:_[A-Z]+)+\b|\bPUSHGATEWAY\b|\bENVIRONMENT\b/g))
    assert.deepEqual([...named].toSorted(), names.toSorted())
  })
})

describe('the manifests', () => {
  const files = globSync('k8s/**/*.yaml', { cwd: repository }).toSorted()

  it('set only what is a setting, also where it is left to you in a comment', () => {
    const set = files.flatMap((file) => {
      const text = read(file)
      const offered = file.endsWith('settings.yaml')
        ? Array.from(text.matchAll(/^ +# ([A-Z_]+): /gm), ([, name = '']) => name)
        : []
      return [...parseObjects(text).flatMap(settingsIn), ...offered].map((name) => ({ file, name }))
    })
    assert.ok(set.length > 15, `only ${set.length} found`)
    assert.deepEqual(
      set.filter(({ name }) => !known.has(name) && !foreign.has(name)),
      [],
    )
  })
})

/** Names in a ConfigMap of settings, and in the environment of any container below. */
function settingsIn(object: KubeObject | null): string[] {
  if (object === null) return []
  const data = (object as { data?: Record<string, string> }).data ?? {}
  const own =
    object.kind === 'ConfigMap' && object.metadata.name === 'dwmops-settings' ? Object.keys(data) : []
  return [...own, ...environmentsIn(object)]
}

function environmentsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(environmentsIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'env' && Array.isArray(inner)
      ? inner.map((one: { name?: unknown }) => String(one.name))
      : environmentsIn(inner),
  )
}
