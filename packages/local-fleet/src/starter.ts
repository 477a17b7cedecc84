import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Db, Document } from 'mongodb'

const folder = path.join(import.meta.dirname, '../starter')

/** The starter data: a public benchmark of dirty person data with rules and a config (origin and licence: starter/NOTICE.md). */
export const starter = {
  contacts: path.join(folder, 'contacts.csv'),
  rules: path.join(folder, 'rules.json'),
  config: path.join(folder, 'config.json'),
  configName: 'Real_Contacts_AU',
}

/** Puts a rules file `{collection: [documents]}` and a config file (a document or a list) into the rule database, as a restored dump would. */
export async function loadRules(db: Db, rulesFile: string, configFile: string): Promise<void> {
  const rules: Record<string, Document[]> = JSON.parse(await readFile(rulesFile, 'utf8'))
  const configs: Document | Document[] = JSON.parse(await readFile(configFile, 'utf8'))
  for (const [collection, documents] of Object.entries(rules)) {
    if (documents.length > 0) await db.collection(collection).insertMany(documents)
  }
  await db.collection('config').insertMany([configs].flat())
}
