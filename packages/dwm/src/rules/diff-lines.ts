import type { CollectionDiff, ConfigDiff, RuleSetDiff } from '@dwmops/rule-store'
import { BSON } from 'mongodb'
import { changesWithin } from './changes-within.ts'

const { EJSON } = BSON

/** A difference in words: what would be taken away, then what would come, collection by collection. */
export function diffLines({ collections, configs }: RuleSetDiff): string[] {
  const lines = [...collections.flatMap(linesOfCollection), ...configs.flatMap(linesOfConfig)]
  return lines.length === 0 ? ['no difference'] : lines
}

/** A difference in a line: how much it is. */
export function diffSummary({ collections, configs }: RuleSetDiff): string {
  const sum = (key: 'added' | 'removed') => collections.reduce((all, one) => all + one[key].length, 0)
  const reordered = collections.filter((one) => one.reordered).map(({ collection }) => collection)
  return [
    `${sum('added')} rules added, ${sum('removed')} removed`,
    ...(reordered.length > 0 ? [`order changed in ${reordered.join(', ')}`] : []),
    ...(configs.length > 0 ? [`configs changed: ${configs.map((one) => one.configName).join(', ')}`] : []),
  ].join('; ')
}

function linesOfCollection({ collection, added, removed, reordered }: CollectionDiff): string[] {
  const counts = `${removed.length} removed, ${added.length} added`
  return [
    `${collection}: ${counts}${reordered ? ', order changed' : ''}`,
    ...removed.map((document) => `  - ${EJSON.stringify(document)}`),
    ...added.map((document) => `  + ${EJSON.stringify(document)}`),
  ]
}

function linesOfConfig({ configName, from, to }: ConfigDiff): string[] {
  if (from === undefined) return [`config ${configName}: added`]
  if (to === undefined) return [`config ${configName}: removed`]
  return [`config ${configName}: changed`, ...changesWithin(from, to).map((change) => `  ~ ${change}`)]
}
