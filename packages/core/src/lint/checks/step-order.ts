import { byCodePoint } from '../../code-point-order.ts'
import { isDocument } from '../../rules/stored-rule.ts'
import { asWarning, type LintFinding, onConfig } from '../finding.ts'
import type { LintContext } from '../lint-context.ts'

/** Derive steps and functions under numbers that do not run in the order of the numbers: '10' comes before '2'. */
export function* stepOrder({ documents }: LintContext): Generator<LintFinding> {
  for (const { id, document } of documents) {
    for (const [place, steps] of orderedSteps(document)) {
      const numbers = Object.keys(steps).filter((key) => /^\d+$/.test(key))
      const running = numbers.toSorted(byCodePoint)
      const meant = numbers.toSorted((left, right) => Number(left) - Number(right))
      if (running.every((key, position) => key === meant[position])) continue
      const reason = `${place}: steps run in the order of their keys as texts: ${running.join(', ')}`
      const suggestion = "write all keys with as many digits: '01', '02', '10'"
      yield onConfig(id, asWarning('step-order', reason, suggestion))
    }
  }
}

function orderedSteps(document: unknown): [place: string, steps: Record<string, unknown>][] {
  const { fields, userDefinedFunctions } = isDocument(document) ? document : {}
  const chains = Object.entries(isDocument(fields) ? fields : {}).map(([field, settings]) => [
    `fields.${field}.derive`,
    isDocument(settings) ? settings['derive'] : undefined,
  ])
  const functions = Object.entries(isDocument(userDefinedFunctions) ? userDefinedFunctions : {}).map(
    ([position, entries]) => [`userDefinedFunctions.${position}`, entries],
  )
  return [...chains, ...functions].filter((entry): entry is [string, Record<string, unknown>] =>
    isDocument(entry[1]),
  )
}
