import { openRuleStore, type RuleStore } from '@dwmops/rule-store'
import { withDatabases } from '../databases.ts'

/** Runs some work on the rule store of the database that the environment names. Throws SettingsError, MongodbUnavailableError. */
export function withRuleStore<T>(work: (store: RuleStore) => Promise<T>): Promise<T> {
  return withDatabases(({ rulesDb }) => work(openRuleStore(rulesDb)))
}
