import type { Entity, Instance } from '../instance/instance.ts'
import type { Source } from '../statements/reader.ts'
import { resolveStatement } from '../statements/resolve-statement.ts'
import type { BodyCheck } from './checks.ts'

/** Reads `fields`: at least one, at most `most`, each with a statement that is known. */
export function checkFields(
  check: BodyCheck,
  instance: Instance,
  entity: Entity,
  most: number,
): Record<string, string> | undefined {
  const fields = check.texts('fields', { required: true })
  if (!fields) return undefined
  const entries = Object.entries(fields)
  if (entries.length > most) check.fail('fields', `Must contain at most ${most} fields.`)
  for (const [key, statement] of entries) {
    if (!resolveStatement(instance, entity, statement)) {
      check.fail(`fields.${key}`, 'Must reference an existing field.', statement)
    }
  }
  return fields
}

/** Whether an import can write what the statement stands for, or at least take it as identifier. */
export function checkWritable(
  check: BodyCheck,
  fields: Readonly<Record<string, string>>,
  identifier: string | undefined,
  resolve: (statement: string) => Source | undefined,
): void {
  for (const [key, statement] of Object.entries(fields)) {
    const source = resolve(statement)
    const writable = source?.identity !== undefined || (source?.field && !source.field.readOnly)
    if (source && !writable && key !== identifier) {
      check.fail(`fields.${key}`, 'Must not reference a read-only field.', statement)
    }
  }
}
