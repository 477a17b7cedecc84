import { compileWasher, type Washer } from '@dwmops/core'
import { ConfigNotFoundError, openRuleStore, type RuleSet } from '@dwmops/rule-store'
import type { Databases } from '../databases.ts'
import { concernedConfig } from './concerned-fields.ts'

/** The present rules and a changed set, ready to wash the same contacts. */
export interface ComparedWashers {
  readonly present: Washer
  readonly next: Washer
  /** The present rules and the config in use. */
  readonly set: RuleSet
  /** Version of the present rules, as a snapshot names it. */
  readonly basis: string
}

/** Compiles both sets for the fields that can come out differently. Throws ConfigNotFoundError, ConfigError, RulesChangingError. */
export async function comparedWashers(
  { rulesDb }: Databases,
  { set, configName }: { readonly set: RuleSet; readonly configName: string },
): Promise<ComparedWashers> {
  const { rules, config, version: basis } = await openRuleStore(rulesDb).snapshot(configName)
  const nextConfig = set.configs.find((one) => one['configName'] === configName)
  if (nextConfig === undefined) throw new ConfigNotFoundError(configName, 'the changed set')
  const concerned = concernedConfig({ rules, configs: [] }, set, config, nextConfig)
  return {
    present: compileWasher(rules, concerned ?? config),
    next: compileWasher(set.rules, concerned ?? nextConfig),
    set: { rules, configs: [config] },
    basis,
  }
}
