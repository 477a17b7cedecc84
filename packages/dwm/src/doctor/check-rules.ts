import { lintRules } from '@dwmops/core'
import { openRuleStore, type RuleStore } from '@dwmops/rule-store'
import type { Check } from './examine.ts'
import { broken, type Judgment, ok, warning } from './finding.ts'
import type { OpenDatabases } from './open-databases.ts'

/** What there is to check of the rules in the database. */
export function ruleChecks({ rulesDb, settings }: OpenDatabases): Check[] {
  const store = openRuleStore(rulesDb)
  return [
    { name: 'config', run: () => checkConfig(store, settings.configName) },
    { name: 'order', run: () => checkOrder(store) },
    { name: 'lint', run: () => checkLint(store) },
  ]
}

async function checkConfig(store: RuleStore, name: string): Promise<Judgment> {
  const { configs, rules } = await store.exportSet()
  const names = configs.map((config) => String(config['configName']))
  const count = Object.values(rules).flat().length
  if (!names.includes(name)) {
    const there = names.length === 0 ? 'there is none' : `known: ${names.join(', ')}`
    return broken(`no config named ${name}; ${there}`, 'dwm rules import, or set CONFIG_NAME', 'settings')
  }
  if (count === 0) return broken('there are no rules', 'dwm rules import --rules rules.json', 'settings')
  return ok(`config ${name} and ${count} rules are there`)
}

async function checkOrder(store: RuleStore): Promise<Judgment> {
  const findings = await store.lintOrder()
  if (findings.length === 0) return ok('the order of all rules is known')
  const [first] = findings
  return warning(findings.map(({ reason }) => reason).join('; '), first?.suggestion ?? 'dwm rules lint')
}

async function checkLint(store: RuleStore): Promise<Judgment> {
  const set = await store.exportSet()
  const findings = lintRules({ ...set.rules }, set.configs)
  const errors = findings.filter(({ severity }) => severity === 'error').length
  const fact = `${errors} rules cannot work, ${findings.length - errors} hardly work as meant`
  if (errors > 0) return broken(fact, 'dwm rules lint names them')
  return findings.length > 0
    ? warning(fact, 'dwm rules lint names them')
    : ok('every rule works as far as lint can see')
}
