import { findMembers } from '../instance/find-members.ts'
import type { Entity, Instance, Snapshot } from '../instance/instance.ts'
import type { ReadStyle } from '../statements/reader.ts'
import { resolveStatement } from '../statements/resolve-statement.ts'
import { comparison } from './compare.ts'
import { FilterError } from './filter-error.ts'
import { type Condition, parseFilter } from './parse-filter.ts'

/** Whether a row is meant. */
export type RowTest = (row: number) => boolean

/** Where a filter is applied. */
export interface FilterGround {
  readonly instance: Instance
  readonly entity: Entity
  readonly snapshot: Snapshot
  readonly style: ReadStyle
  /** whether texts are compared with their case */
  readonly heedsCase?: boolean
}

/** The test that a filter makes of the rows of a snapshot. Throws FilterError for names that are gone meanwhile. */
export function rowTest(condition: Condition, ground: FilterGround): RowTest {
  switch (condition.kind) {
    case 'and': {
      const tests = condition.parts.map((part) => rowTest(part, ground))
      return (row) => tests.every((test) => test(row))
    }
    case 'or': {
      const tests = condition.parts.map((part) => rowTest(part, ground))
      return (row) => tests.some((test) => test(row))
    }
    case 'not': {
      const test = rowTest(condition.part, ground)
      return (row) => !test(row)
    }
    case 'exists':
      return membershipTest(condition.statement, ground)
    case 'status':
      throw new FilterError('Must reference service instance within a workflow')
    case 'compare': {
      const source = resolveStatement(ground.instance, ground.entity, condition.statement)
      if (!source) throw new FilterError('Must reference an existing field.')
      const read = source.reader(ground.snapshot, ground.style)
      const test = comparison(source, condition, ground)
      return (row) => test(read(row))
    }
  }
}

function membershipTest(statement: string, ground: FilterGround): RowTest {
  const members = findMembers(ground.instance, statement)
  if (!members) throw new FilterError('Must reference an existing list, filter or segment.')
  if (members.kind !== 'list') return rowTest(parseFilter(members.filter.condition), ground)
  const rows = new Set(members.list.members)
  return (row) => rows.has(row)
}
