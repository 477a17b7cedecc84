import { byCodePoint } from '../code-point-order.ts'
import { type CustomFunction, customFunctions } from '../functions/custom-functions.ts'
import { textOf } from '../text-of.ts'
import { type Faults, read } from './faults.ts'

/** Where custom functions can stand, in the order in which a record meets them. */
export const functionPositions = [
  'beforeGenericValidation',
  'beforeGenericRegex',
  'beforeFieldSpecificValidation',
  'beforeFieldSpecificRegex',
  'beforeNormalization',
  'beforeNormalizationRegex',
  'beforeNormalizationIncludes',
  'beforeDeriveData',
  'afterProcessing',
] as const
export type FunctionPosition = (typeof functionPositions)[number]

/** Custom functions by position, each list in the order in which it runs: that of the keys as texts. */
export type FunctionsByPosition = ReadonlyMap<FunctionPosition, readonly CustomFunction[]>

/** Reads `userDefinedFunctions`, adding what is wrong with it to `faults`. A missing position holds no function. */
export function readFunctions(value: unknown, faults: Faults): FunctionsByPosition {
  const byPosition = new Map<FunctionPosition, CustomFunction[]>()
  for (const [position, entry] of Object.entries(faults.document(value, 'userDefinedFunctions'))) {
    const place = `userDefinedFunctions.${position}`
    const entries = Object.entries(faults.document(entry, place))
    const names = entries.toSorted(([left], [right]) => byCodePoint(left, right)).map(([, name]) => name)
    const functions = names.map((name) => findFunction(name, place, faults))
    if (isPosition(position)) {
      byPosition.set(
        position,
        functions.filter((found) => found !== undefined),
      )
    } else if (entries.length > 0) faults.add(place, `is none of ${functionPositions.join(', ')}`)
  }
  return byPosition
}

function isPosition(name: string): name is FunctionPosition {
  return (functionPositions as readonly string[]).includes(name)
}

function findFunction(name: unknown, place: string, faults: Faults): CustomFunction | undefined {
  const found = typeof name === 'string' ? read(customFunctions, name) : undefined
  if (found === undefined) {
    faults.add(place, `'${textOf(name)}' is none of ${Object.keys(customFunctions).join(', ')}`)
  }
  return found as CustomFunction | undefined
}
