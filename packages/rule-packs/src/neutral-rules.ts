import { addPack } from './add-pack.ts'
import { type PackName, readPack } from './pack.ts'

/** A rule set as a rules file and a config file hold it. */
export interface RulesAndConfig {
  readonly rules: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>
  readonly config: Readonly<Record<string, unknown>>
}

/** The packs that suit contacts of whatever country, as far as contacts have their fields. */
export const neutralPacks: readonly PackName[] = [
  'junk-values',
  'countries',
  'states',
  'salutations',
  'phones',
  'job-titles',
  'company-sizes',
]

/** A config without fields, to which packs are added. */
export function emptyConfig(configName: string, idField: string): RulesAndConfig['config'] {
  return {
    configName,
    fields: {},
    userDefinedFunctions: {},
    history: {
      writeContactHistory: true,
      returnHistoryId: false,
      returnHistoryField: 'historyId',
      histIdField: { name: idField, value: idField },
    },
  }
}

/** The rules and the config `Neutral` to wash by where nobody has written rules yet; `idField` names a contact in its history. */
export async function neutralRules(idField: string): Promise<RulesAndConfig> {
  let set: RulesAndConfig = { rules: {}, config: emptyConfig('Neutral', idField) }
  for (const name of neutralPacks) set = addPack(set.rules, set.config, await readPack(name))
  return set
}
