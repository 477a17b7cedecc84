import { isDeepStrictEqual } from 'node:util'
import { type ConfigDocument, diffSets, type RuleSet } from '@dwmops/rule-store'

interface FieldConfig {
  readonly lookup?: readonly unknown[]
  readonly derive?: Readonly<Record<string, { readonly fieldSet?: readonly unknown[] }>>
}

type Fields = Readonly<Record<string, FieldConfig>>

/** What the custom functions read besides the field that they write. */
const readByFunctions: Readonly<Record<string, readonly string[]>> = { zipPostalCode: ['country'] }

/**
 * The config with those fields alone that can come out differently by another set, and those that they are derived from: all others
 * are washed alike, and need not be washed. Where the configs differ it is left as it is.
 */
export function concernedConfig(
  present: RuleSet,
  next: RuleSet,
  config: ConfigDocument,
  nextConfig: ConfigDocument,
): ConfigDocument | undefined {
  const strip = ({ _id: _, ...rest }: ConfigDocument) => rest
  if (!isDeepStrictEqual(strip(config), strip(nextConfig))) return undefined
  const fields = (config['fields'] ?? {}) as Fields
  const concerned = downstream(changedFields(present, next, fields), fields)
  const needed = upstream(concerned, fields)
  const kept = Object.entries(fields).filter(([name]) => needed.has(name))
  return { ...config, fields: Object.fromEntries(kept) }
}

/** What washing by a config reads of a contact, besides its id. */
export function fieldsRead(config: ConfigDocument): string[] {
  const fields = (config['fields'] ?? {}) as Fields
  return Object.keys(fields).flatMap((name) => [name, ...sourcesOf(name, fields)])
}

/** Fields with a rule that came, went or changed its place; a rule without a field is for all that list its type. */
function changedFields(present: RuleSet, next: RuleSet, fields: Fields): Set<string> {
  const changed = new Set<string>()
  const { collections } = diffSets({ ...present, configs: [] }, { ...next, configs: [] })
  for (const { collection, added, removed, reordered } of collections) {
    const moved = reordered ? [...present.rules[collection], ...next.rules[collection]] : []
    for (const rule of [...added, ...removed, ...moved]) {
      const { fieldName } = rule
      if (typeof fieldName === 'string' && !collection.startsWith('generic')) changed.add(fieldName)
      else for (const name of fieldsThatList(collection, fields)) changed.add(name)
    }
  }
  return changed
}

function fieldsThatList(collection: string, fields: Fields): string[] {
  return Object.keys(fields).filter((name) => fields[name]?.lookup?.includes(collection) === true)
}

/** With all that is derived from them, however far. */
function downstream(from: ReadonlySet<string>, fields: Fields): Set<string> {
  const reached = new Set(from)
  for (let size = -1; size !== reached.size; ) {
    size = reached.size
    for (const name of Object.keys(fields))
      if (sourcesOf(name, fields).some((source) => reached.has(source))) reached.add(name)
  }
  return reached
}

/** With all that they are derived from, however far. */
function upstream(from: ReadonlySet<string>, fields: Fields): Set<string> {
  const reached = new Set(from)
  for (const name of reached) for (const source of sourcesOf(name, fields)) reached.add(source)
  return reached
}

function sourcesOf(name: string, fields: Fields): string[] {
  const steps = Object.values(fields[name]?.derive ?? {})
  const derived = steps.flatMap(({ fieldSet = [] }) =>
    fieldSet.filter((one): one is string => typeof one === 'string'),
  )
  return [...derived, ...(readByFunctions[name] ?? [])]
}
