import { unknownCollections } from '@dwmops/core'
import { InputError, readConfigsFile, readRulesFile } from '@dwmops/record-files'
import {
  byCollection,
  type ConfigDocument,
  type RuleCollection,
  type RuleSet,
  ruleCollections,
} from '@dwmops/rule-store'
import { BSON } from 'mongodb'

/** Where rules and configs are, or are to go: one JSON file each. */
export interface RuleSetFiles {
  readonly rules?: string
  readonly config?: string
}

/**
 * Reads a rule set out of files, as it would be published into a database that holds `now`. What is left out stays: without
 * a rules file the rules, without a config file the configs. A rules file says all about rules, so a collection that it
 * leaves out must hold none. Documents may use MongoDB's extended JSON. Throws InputError.
 */
export async function readRuleSet(files: RuleSetFiles, now: RuleSet): Promise<RuleSet> {
  const { rules: rulesFile, config: configFile } = files
  if (rulesFile === undefined && configFile === undefined)
    throw new InputError(undefined, 'specify --rules, --config or both')
  return {
    rules: rulesFile === undefined ? now.rules : await readRules(rulesFile, now.rules),
    configs: configFile === undefined ? now.configs : await readConfigs(configFile),
  }
}

async function readRules(file: string, now: RuleSet['rules']): Promise<RuleSet['rules']> {
  const given = await readRulesFile(file)
  const unknown = unknownCollections(given)
  if (unknown.length > 0) {
    const known = ruleCollections.join(', ')
    throw new InputError({ file }, `${unknown.join(', ')}: unknown collection; known: ${known}`)
  }
  const read = (collection: RuleCollection) => {
    const documents = given[collection]
    if (documents !== undefined)
      return documents.map((one, at) => asDocument(one, file, `${collection} #${at}`))
    const held = now[collection].length
    if (held === 0) return []
    const advice = `add "${collection}": [] to remove them`
    throw new InputError({ file }, `says nothing of ${collection}, which holds ${held} rules; ${advice}`)
  }
  return byCollection(read)
}

async function readConfigs(file: string): Promise<ConfigDocument[]> {
  const configs = (await readConfigsFile(file)).map((one, at) => asDocument(one, file, `config #${at}`))
  const names = configs.map((config) => config['configName'])
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice !== undefined) throw new InputError({ file }, `has the config ${String(twice)} twice`)
  return configs
}

function asDocument(given: unknown, file: string, place: string): ConfigDocument {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new InputError({ file }, `${place}: expected an object`)
  try {
    return BSON.EJSON.deserialize(given) as ConfigDocument
  } catch (cause) {
    throw new InputError({ file }, `${place}: is not MongoDB's extended JSON`, { cause })
  }
}
