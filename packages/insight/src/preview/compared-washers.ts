import { compileWasher, type Washer } from '@dwmops/core'
import { ConfigNotFoundError, openRuleStore, type RuleSet } from '@dwmops/rule-store'
import type { Databases } from '../databases.ts'
import { concernedConfig, fieldsRead } from './concerned-fields.ts'
import type { Reads } from './preview-contacts.ts'

/** The present rules and a changed set, ready to wash the same contacts. */
export interface ComparedWashers {
  readonly present: Washer
  readonly next: Washer
  /** The present rules and the config in use. */
  readonly set: RuleSet
  /** Version of the present rules, as a snapshot names it. */
  readonly basis: string
  /** What decides of a contact. */
  readonly reads: Required<Reads>
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
  const [one, other] = [concerned ?? config, concerned ?? nextConfig]
  const present = compileWasher(rules, one)
  const next = compileWasher(set.rules, other)
  const { idField } = present.history
  const fields = [idField, next.history.idField, ...fieldsRead(one), ...fieldsRead(other)]
  return {
    ...{ present, next, reads: { idField, fields: [...new Set(fields)] } },
    set: { rules, configs: [config] },
    basis,
  }
}
