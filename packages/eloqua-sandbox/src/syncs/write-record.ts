import type { UpdateRule } from '../definitions/definition.ts'
import { plainTime, readPlainTime } from '../iso-time.ts'
import type { Source } from '../statements/reader.ts'
import type { ImportGround } from './import-ground.ts'
import type { Candidate } from './screen-records.ts'

/** Keys of a record whose values could not be taken by their fields. */
export type InvalidKeys = readonly string[]

type Writer = (row: number, candidate: Candidate, isNew: boolean) => InvalidKeys

/** Writes the fields of a record into a row, by the update rules of the definition. */
export function recordWriter(ground: ImportGround): Writer {
  const { definition, instance, at } = ground
  const { entity } = definition
  const keepsOmitted = ground.strike('omitted-keys-kept') !== undefined
  const targets = [...ground.sources].flatMap(([key, source]) => {
    const { field } = source
    const rule = ruleFor(key, ground)
    return field && !field.readOnly && !source.linked ? [{ key, source, name: field.internalName, rule }] : []
  })
  return (row, candidate, isNew) => {
    const invalid: string[] = []
    for (const { key, source, name, rule } of targets) {
      // the identifier is what found the row
      if (key === ground.identifier && !isNew) continue
      const value = candidate.row[key]
      if (value === undefined && (keepsOmitted || !candidate.fileKeys.has(key))) continue
      if (!fits(value ?? '', source)) invalid.push(key)
      else if (isWritten(rule, value ?? '', entity.table.get(row, name)))
        entity.set(row, name, value ?? '', at)
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

function fits(value: string, { dataType }: Source): boolean {
  if (value === '') return true
  if (dataType === 'number') return value.trim() !== '' && !Number.isNaN(Number(value))
  return dataType === 'date' ? readPlainTime(value) !== undefined : true
}
