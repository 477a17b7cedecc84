import type { Field } from '../../catalog/field.ts'
import { longestText } from '../../catalog/longest-text.ts'
import type { UpdateRule } from '../../definitions/definition.ts'
import { rowMatcher } from '../../faults/row-matcher.ts'
import { plainTime, readPlainTime } from '../../iso-time.ts'
import type { Source } from '../../statements/reader.ts'
import type { ImportGround } from './import-ground.ts'
import type { Candidate } from './screen-records.ts'

/** A key of a record whose value its field did not take, and the code for it. */
export interface InvalidValue {
  readonly key: string
  readonly code: string
}

type Writer = (row: number, candidate: Candidate, isNew: boolean) => readonly InvalidValue[]

/** Writes the fields of a record into a row, by the update rules of the definition. */
export function recordWriter(ground: ImportGround): Writer {
  const { definition, instance, at } = ground
  const { entity } = definition
  const keepsOmitted = ground.trigger('omitted-keys-kept') !== undefined
  const judge = valueJudge(ground)
  const writesIdentifier = ground.trigger('identifier-written') !== undefined
  const targets = [...ground.sources].flatMap(([key, source]) => {
    const { field } = source
    const rule = ruleFor(key, ground)
    return field && !field.readOnly && !source.linked
      ? [{ key, source, field, name: field.internalName, rule }]
      : []
  })
  return (row, candidate, isNew) => {
    const invalid: InvalidValue[] = []
    for (const target of targets) {
      const { key, name, rule } = target
      // the identifier is what found the row
      if (key === ground.identifier && !isNew && !writesIdentifier) continue
      const value = candidate.row[key]
      if (value === undefined && (keepsOmitted || !candidate.fileKeys.has(key))) continue
      const judged = judge(target, value ?? '', candidate.identifier)
      if (typeof judged !== 'string') invalid.push(judged)
      else if (isWritten(rule, judged, entity.table.get(row, name))) entity.set(row, name, judged, at)
    }
    stamp(ground, row, targets)
    return invalid
  }

  function stamp({ identifier }: ImportGround, row: number, written: typeof targets): void {
    const name = 'stampField' in entity ? entity.stampField : undefined
    if (name === undefined || written.some((target) => target.name === name && target.key !== identifier))
      return
    entity.set(row, name, plainTime(at), instance.clock.now())
  }
}

function ruleFor(key: string, { definition }: ImportGround): UpdateRule {
  const { updateRule = 'always', updateRuleByField } = definition.body
  if (updateRule !== 'useFieldRule') return updateRule
  const rule = updateRuleByField?.[key]
  return rule === 'ifNewIsNotNull' || rule === 'ifExistingIsNull' ? rule : 'always'
}

function isWritten(rule: UpdateRule, value: string, existing: string): boolean {
  if (rule === 'ifNewIsNotNull') return value !== ''
  if (rule === 'ifExistingIsNull') return existing === ''
  return true
}

interface Target {
  readonly key: string
  readonly source: Source
  readonly field: Field
}

/** The value as its field takes it, or that it does not. */
function valueJudge(ground: ImportGround) {
  const isCustom = ground.definition.entity !== ground.instance.contacts
  const longValues = ground.trigger('long-values')?.['mode']
  const bad = ground.trigger('bad-values')
  const isBad = bad ? rowMatcher(bad, ground.instance.seed) : () => false
  const badKey = bad?.['field'] || ground.keys.find((key) => key !== ground.identifier)
  return ({ key, source, field }: Target, value: string, identifier: string): string | InvalidValue => {
    if (key === badKey && isBad(identifier)) return { key, code: bad?.['code'] ?? '' }
    if (!fits(value, source)) return { key, code: 'ELQ-00040' }
    const longest = longestText(field, isCustom)
    if (value.length <= longest || longValues === 'kept') return value
    return longValues === 'cut' ? value.slice(0, longest) : { key, code: 'ELQ-00040' }
  }
}

function fits(value: string, { dataType }: Source): boolean {
  if (value === '') return true
  if (dataType === 'number') return value.trim() !== '' && !Number.isNaN(Number(value))
  return dataType === 'date' ? readPlainTime(value) !== undefined : true
}
