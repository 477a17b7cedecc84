/**
 * Writes one JSON schema a kind of Kubernetes object, as kubeconform looks for them, strict: a field that is not there is an
 * error. `node .ci/kube-schemas.ts swagger.json FOLDER`
 */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

interface Definition {
  properties?: Record<string, unknown>
  additionalProperties?: unknown
  'x-kubernetes-group-version-kind'?: { group: string; version: string; kind: string }[]
  [more: string]: unknown
}

const [openApi, folder] = process.argv.slice(2)
if (openApi === undefined || folder === undefined)
  throw new Error('usage: node .ci/kube-schemas.ts swagger.json FOLDER')

const { definitions } = JSON.parse(readFileSync(openApi, 'utf8')) as {
  definitions: Record<string, Definition>
}
const strict = Object.fromEntries(
  Object.entries(definitions).map(([name, definition]) => [name, strictly(name, definition)]),
)
for (const definition of Object.values(strict)) {
  for (const { group, version, kind } of definition['x-kubernetes-group-version-kind'] ?? []) {
    const name = [kind, group.split('.')[0], version].filter(Boolean).join('-').toLowerCase()
    const schema = { ...definition, definitions: Object.fromEntries(usedBy(definition)) }
    writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(schema))
  }
}

function strictly(name: string, definition: Definition): Definition {
  if (name.endsWith('.IntOrString')) return { oneOf: [{ type: 'string' }, { type: 'integer' }] }
  if (name.endsWith('.Quantity')) return { oneOf: [{ type: 'string' }, { type: 'number' }] }
  if (definition.properties === undefined || definition.additionalProperties !== undefined) return definition
  return { ...definition, additionalProperties: false }
}

/** The definitions that a schema refers to, and those that these refer to. */
function usedBy(schema: unknown, found = new Map<string, Definition>()): Map<string, Definition> {
  for (const [, name = ''] of JSON.stringify(schema).matchAll(/"#\/definitions\/([^"]+)"/g)) {
    const definition = strict[name]
    if (definition === undefined || found.has(name)) continue
    found.set(name, definition)
    usedBy(definition, found)
  }
  return found
}
