import { SettingsError } from '@dwmops/job-runner'
import { openRuleStore, ruleCollections } from '@dwmops/rule-store'
import type { Db } from 'mongodb'

/**
 * Throws SettingsError where contacts could not be washed: there is no config of that name, or not one rule. Contacts that
 * were taken off the export list then would only wait in the queue, and on the first day that is every one.
 */
export async function refuseEmptyRules(rulesDb: Db, configName: string): Promise<void> {
  const { databaseName } = rulesDb
  const names = await openRuleStore(rulesDb).configNames()
  if (!names.includes(configName)) {
    const expected = `the configName of a document in ${databaseName}.config, there is none of that name: dwm rules import --rules FILE --config FILE`
    throw new SettingsError([{ name: 'CONFIG_NAME', expected }])
  }
  for (const collection of ruleCollections)
    if ((await rulesDb.collection(collection).findOne({}, { projection: { _id: 1 } })) !== null) return
  const expected = `a database with rules, ${databaseName} has none, so no contact is taken off the list: dwm rules import --rules FILE`
  throw new SettingsError([{ name: 'RULES_DATABASE', expected }])
}
