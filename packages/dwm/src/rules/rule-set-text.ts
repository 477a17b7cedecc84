import { type RuleSet, ruleCollections } from '@dwmops/rule-store'
import { BSON } from 'mongodb'

const { EJSON } = BSON

/** The text of a rules file: a rule a line in the order in which they are tried, so that versions of it compare well. */
export function rulesText({ rules }: RuleSet): string {
  const parts = ruleCollections.map((collection) => {
    const lines = rules[collection].map((document) => `    ${EJSON.stringify(document)}`)
    return lines.length === 0 ? `  "${collection}": []` : `  "${collection}": [\n${lines.join(',\n')}\n  ]`
  })
  return `{\n${parts.join(',\n')}\n}\n`
}

/** The text of a config file: the list of configs by name, keys in their order, which matters. */
export function configsText({ configs }: RuleSet): string {
  const nameOf = (config: RuleSet['configs'][number]) => String(config['configName'])
  const byName = configs.toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1))
  return `${EJSON.stringify(byName, undefined, 2)}\n`
}
