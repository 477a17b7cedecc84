import { existsSync } from 'node:fs'
import { lintRules } from '@dwmops/core'
import { InputError, pickConfig, readConfigsFile, readRulesFile, writeTextFile } from '@dwmops/record-files'
import { addPack, emptyConfig, isPackName, type Pack, packNames, readPack } from '@dwmops/rule-packs'
import { type PrintOptions, printJson, printRows, say } from '../../print.ts'
import { printFindings } from '../print-findings.ts'
import { jsonOfConfigs, jsonOfRules } from '../rule-file-text.ts'
import { type PublishingOptions, publishRules } from '../rules-actions.ts'

type Rules = Parameters<typeof addPack>[0]
type Config = Parameters<typeof addPack>[1]

export interface AddPacksOptions extends PublishingOptions {
  readonly rules?: string
  readonly config?: string
  readonly configName?: string
}

/** Lists the packs. */
export async function listPacks({ json = false }: PrintOptions): Promise<void> {
  const packs = await Promise.all(packNames.map(readPack))
  const rows = packs.map(({ name, title, rules }) => ({ name, rules: Object.values(rules).flat().length, title }))
  printRows(rows, { json })
}

/** Prints a pack as JSON. Throws InputError for a name that there is not. */
export async function showPack(name: string): Promise<void> {
  printJson(await packNamed(name))
}

/** Adds packs to the rules of files, or publishes them with those of the database. Throws InputError. */
export async function addPacks(names: readonly string[], options: AddPacksOptions): Promise<void> {
  const packs = await Promise.all(names.map(packNamed))
  const { rules, config } = options
  if (rules === undefined && config === undefined) return addToDatabase(packs, options)
  if (rules === undefined || config === undefined)
    throw new InputError(undefined, 'specify both --rules and --config, or neither for the database')
  await addToFiles(packs, { ...options, rules, config })
}

async function packNamed(name: string): Promise<Pack> {
  if (isPackName(name)) return readPack(name)
  throw new InputError(undefined, `no pack named ${name}; known: ${packNames.join(', ')}`)
}

async function addToDatabase(packs: readonly Pack[], options: AddPacksOptions): Promise<void> {
  await publishRules(options, async (set) => {
    const config = onlyConfig(set.configs, options.configName, 'the database') as Config
    const merged = withPacks(set.rules as unknown as Rules, config, packs)
    const configs = set.configs.map((one) => (one === config ? merged.config : one))
    return { rules: merged.rules, configs } as unknown as typeof set
  })
}

async function addToFiles(
  packs: readonly Pack[],
  { rules: rulesFile, config: configFile, configName, dryRun = false }: AddPacksOptions & { rules: string; config: string },
): Promise<void> {
  const rules = existsSync(rulesFile) ? ((await readRulesFile(rulesFile)) as Rules) : {}
  const configs = existsSync(configFile) ? await readConfigsFile(configFile) : [emptyConfig(configName ?? 'Mine', 'emailAddress')]
  const config = onlyConfig(configs, configName, configFile) as Config
  const merged = withPacks(rules, config, packs)
  printFindings(lintRules(merged.rules, [merged.config]))
  if (dryRun) return say('dry run, nothing written')
  await writeTextFile(rulesFile, jsonOfRules(merged.rules))
  await writeTextFile(configFile, jsonOfConfigs(configs.map((one) => (one === config ? merged.config : one))))
  say(`written: ${rulesFile}, ${configFile}`)
}

/** Adds one pack after the other, and says what that adds. */
function withPacks(rules: Rules, config: Config, packs: readonly Pack[]): { rules: Rules; config: Config } {
  let merged = { rules, config }
  for (const pack of packs) {
    const { added, present, overruled, ...next } = addPack(merged.rules, merged.config, pack)
    say(`${pack.name}: ${added} rules added, ${present} there already, ${overruled} left out for your own rules`)
    merged = next
  }
  return merged
}

function onlyConfig(configs: readonly unknown[], name: string | undefined, file: string): unknown {
  if (configs.length === 0) throw new InputError(undefined, `${file} holds no config; publish one first`)
  if (name === undefined && configs.length > 1)
    throw new InputError(undefined, `${file} holds ${configs.length} configs; say which: --config-name`)
  return pickConfig(configs, name, file)
}
