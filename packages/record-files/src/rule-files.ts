import type { RuleDocuments } from '@dwmops/core'
import { InputError } from './input-error.ts'
import { readJsonFile } from './json/json-file.ts'

/** Reads `{collection: [documents]}`; the documents are checked by the code that uses them. */
export async function readRulesFile(file: string): Promise<RuleDocuments> {
  const rules = await readJsonFile(file)
  if (typeof rules !== 'object' || rules === null || Array.isArray(rules)) {
    throw new InputError({ file }, 'expected an object of collections, each a list of documents')
  }
  for (const [collection, documents] of Object.entries(rules)) {
    if (!Array.isArray(documents))
      throw new InputError({ file }, `${collection}: expected a list of documents`)
  }
  return rules as RuleDocuments
}

/** Reads a config document or a list of them. */
export async function readConfigsFile(file: string): Promise<unknown[]> {
  const configs = await readJsonFile(file)
  const list = Array.isArray(configs) ? configs : [configs]
  if (list.length === 0) throw new InputError({ file }, 'holds no config')
  return list
}

/** The config of that name, or the first when none is named. */
export function pickConfig(configs: readonly unknown[], name: string | undefined, file: string): unknown {
  if (name === undefined) return configs[0]
  const names = configs.map(configName)
  const found = configs[names.indexOf(name)]
  if (found === undefined) throw new InputError({ file }, `has no config ${name}; known: ${names.join(', ')}`)
  return found
}

function configName(config: unknown): string {
  return String((config as Record<string, unknown> | null)?.['configName'])
}
