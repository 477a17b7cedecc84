/**
 * Writes one JSON schema a kind of Kubernetes object, as kubeconform looks for them, strict: a field that is not there is an
 * error. Kinds of Kubernetes are taken from its OpenAPI file, others from the definitions in the folder's own folder `custom`.
 * `node .ci/kube-schemas.ts swagger.json FOLDER`
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'

interface Definition {
  properties?: Record<string, Definition>
  items?: Definition
  additionalProperties?: Definition | boolean
  'x-kubernetes-preserve-unknown-fields'?: boolean
  'x-kubernetes-group-version-kind'?: { group: string; version: string; kind: string }[]
  [more: string]: unknown
}

interface CustomResourceDefinition {
  spec: {
    group: string
    names: { kind: string }
    versions: { name: string; schema: { openAPIV3Schema: Definition } }[]
  }
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
  for (const { group, version, kind } of definition['x-kubernetes-group-version-kind'] ?? [])
    write(group, version, kind, { ...definition, definitions: Object.fromEntries(usedBy(definition)) })
}
for (const file of readdirSync(path.join(folder, 'custom'))) {
  const { spec } = parse(readFileSync(path.join(folder, 'custom', file), 'utf8')) as CustomResourceDefinition
  for (const { name, schema } of spec.versions)
    write(spec.group, name, spec.names.kind, closed(schema.openAPIV3Schema))
}

function write(group: string, version: string, kind: string, schema: Definition): void {
  const name = [kind, group.split('.')[0], version].filter(Boolean).join('-').toLowerCase()
  writeFileSync(path.join(folder ?? '', `${name}.json`), JSON.stringify(schema))
}

function strictly(name: string, definition: Definition): Definition {
  if (name.endsWith('.IntOrString')) return { oneOf: [{ type: 'string' }, { type: 'integer' }] }
  if (name.endsWith('.Quantity')) return { oneOf: [{ type: 'string' }, { type: 'number' }] }
  if (definition.properties === undefined || definition.additionalProperties !== undefined) return definition
  return { ...definition, additionalProperties: false }
}

/**
 * A schema that stands for itself, closed on every level but where its maker left it open. Conditions between fields are left
 * to API servers, which fill in defaults before they judge them.
 */
function closed({ allOf: _, anyOf: __, oneOf: ___, not: ____, ...schema }: Definition): Definition {
  if (schema['x-kubernetes-int-or-string'] === true)
    return { ...schema, anyOf: [{ type: 'integer' }, { type: 'string' }] }
  const { properties, items, additionalProperties } = schema
  const isOpen = properties === undefined || schema['x-kubernetes-preserve-unknown-fields'] === true
  return {
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, closed(one)])),
    }),
    ...(items && { items: closed(items) }),
    ...(typeof additionalProperties === 'object'
      ? { additionalProperties: closed(additionalProperties) }
      : !isOpen && { additionalProperties: false }),
  }
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
