import path from 'node:path'
import { type RuleDocuments, ruleCollections } from '@dwmops/core'
import { readConfigsFile, readRulesFile } from '@dwmops/record-files'
import { BSON, type Db, type Document } from 'mongodb'

const folder = path.join(import.meta.dirname, '../starter')

/** The starter data: a public benchmark of dirty person data with rules and a config (origin and license: starter/NOTICE.md). */
export const starter = {
  contacts: path.join(folder, 'contacts.csv'),
  rules: path.join(folder, 'rules.json'),
  config: path.join(folder, 'config.json'),
  configName: 'Real_Contacts_AU',
  description:
    'starter au (rules of a benchmark for Australian contacts: others lose states and postal codes by them)',
}

/**
 * Puts a rules file `{collection: [documents]}` and a config file (a document or a list) into the rule database, as a restored
 * dump would. Throws InputError.
 */
export async function loadRuleFiles(db: Db, rulesFile: string, configFile: string): Promise<void> {
  await loadRules(db, await readRulesFile(rulesFile), await readConfigsFile(configFile))
}

/** Puts rules and configs into the rule database; they may use MongoDB's extended JSON. */
export async function loadRules(db: Db, rules: RuleDocuments, configs: readonly unknown[]): Promise<void> {
  for (const collection of ruleCollections) {
    const documents = rules[collection] ?? []
    if (documents.length > 0) await db.collection(collection).insertMany(documents.map(asDocument))
  }
  await db.collection('config').insertMany(configs.map(asDocument))
}

function asDocument(value: unknown): Document {
  return BSON.EJSON.deserialize(value as Document) as Document
}
