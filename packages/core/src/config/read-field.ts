import { byCodePoint } from '../code-point-order.ts'
import { type LookupType, lookupTypes } from '../rules/rule-documents.ts'
import { type Faults, read } from './faults.ts'

export const deriveTypes = ['deriveValue', 'copyValue', 'deriveRegex', 'deriveIncludes'] as const
export type DeriveType = (typeof deriveTypes)[number]

export const deriveOptions = ['overwrite', 'blankIfNoMatch'] as const

/** What a config says about one field. */
export interface FieldConfig {
  readonly name: string
  readonly lookup: ReadonlySet<LookupType>
  /** In the order in which they run: that of their keys as texts. */
  readonly derive: readonly DeriveStepConfig[]
}

export interface DeriveStepConfig {
  readonly type: DeriveType
  readonly fieldSet: readonly [string, ...string[]]
  readonly overwrite: boolean
  readonly blankIfNoMatch: boolean
}

/** Reads a field's settings, adding what is wrong with them to `faults`. */
export function readField(name: string, settings: unknown, faults: Faults): FieldConfig {
  const place = `fields.${name}`
  const document = faults.document(settings, place)
  const names = faults.textList(read(document, 'lookup'), `${place}.lookup`)
  const lookup = new Set(names.filter((type) => isOneOf(type, lookupTypes, `${place}.lookup`, faults)))
  const steps = Object.entries(faults.document(read(document, 'derive'), `${place}.derive`))
  const derive = steps
    .toSorted(([left], [right]) => byCodePoint(left, right))
    .map(([key, step]) => readStep(step, `${place}.derive.${key}`, faults))
    .filter((step) => step !== undefined)
  return { name, lookup, derive }
}

function readStep(step: unknown, place: string, faults: Faults): DeriveStepConfig | undefined {
  const document = faults.document(step, place)
  const type = faults.text(read(document, 'type'), `${place}.type`)
  const [first, ...rest] = new Set(faults.textList(read(document, 'fieldSet'), `${place}.fieldSet`))
  const options = faults.textList(read(document, 'options'), `${place}.options`)
  for (const option of options) isOneOf(option, deriveOptions, `${place}.options`, faults)
  if (type === '' || !isOneOf(type, deriveTypes, `${place}.type`, faults)) return undefined
  if (first === undefined) {
    faults.add(`${place}.fieldSet`, 'names no field')
    return undefined
  }
  if (rest.length > 0 && (type === 'deriveRegex' || type === 'copyValue')) {
    faults.add(`${place}.fieldSet`, `${type} takes one field, not ${rest.length + 1}`)
  }
  return {
    type,
    fieldSet: [first, ...rest],
    overwrite: options.includes('overwrite'),
    blankIfNoMatch: options.includes('blankIfNoMatch'),
  }
}

function isOneOf<Name extends string>(
  name: string,
  known: readonly Name[],
  place: string,
  faults: Faults,
): name is Name {
  if ((known as readonly string[]).includes(name)) return true
  faults.add(place, `'${name}' is none of ${known.join(', ')}`)
  return false
}
