import { findMembers } from '../instance/find-members.ts'
import type { Entity, Instance } from '../instance/instance.ts'
import { resolveStatement } from '../statements/resolve-statement.ts'
import { comparison } from './compare.ts'
import { FilterError } from './filter-error.ts'
import type { Condition } from './parse-filter.ts'

/** The dates that may stand beside a segment. */
const besideSegment = /^\{\{contact\.(updatedat|createdat|field\((c_datemodified|c_datecreated)\))\}\}$/i

/** Throws FilterError for a filter that names unknown things or breaks the rules of EXISTS and STATUS. */
export function checkFilter(condition: Condition, instance: Instance, entity: Entity): void {
  const parts = [...walk(condition)]
  for (const part of parts) checkPart(part, instance, entity)
  const exists = parts.filter(({ kind }) => kind === 'exists')
  if (exists.length > 1) throw new FilterError('Must not contain more than one EXISTS.')
  if (parts.filter(({ kind }) => kind === 'status').length > 1) {
    throw new FilterError('Must not contain more than one STATUS.')
  }
  const [one] = exists
  if (one?.kind === 'exists' && findMembers(instance, one.statement)?.kind === 'segment') {
    checkSegment(condition, parts)
  }
}

function* walk(condition: Condition): Generator<Condition> {
  yield condition
  if (condition.kind === 'not') yield* walk(condition.part)
  if (condition.kind === 'and' || condition.kind === 'or') {
    for (const part of condition.parts) yield* walk(part)
  }
}

function checkPart(part: Condition, instance: Instance, entity: Entity): void {
  if (part.kind === 'exists') {
    if (entity !== instance.contacts || !findMembers(instance, part.statement)) {
      throw new FilterError('Must reference an existing list, filter or segment of the same entity.')
    }
  }
  if (part.kind === 'status') throw new FilterError('Must reference service instance within a workflow')
  if (part.kind === 'compare') {
    const source = resolveStatement(instance, entity, part.statement)
    if (!source) throw new FilterError('Must reference an existing field.')
    comparison(source, part, { style: { utc: true } })
  }
}

/** Only `segment`, `segment AND d`, `segment AND d1 AND d2` and `segment AND (d1 OR d2)`. */
function checkSegment(condition: Condition, parts: readonly Condition[]): void {
  const dates = parts.filter(({ kind }) => kind === 'compare')
  const allowedDates = dates.every((part) => part.kind === 'compare' && besideSegment.test(part.statement))
  if (dates.length > 2 || !allowedDates || !isSegmentShape(condition)) {
    throw new FilterError('A segment must only be combined with at most two dates by AND.')
  }
}

function isSegmentShape(condition: Condition): boolean {
  if (condition.kind === 'exists') return true
  if (condition.kind !== 'and') return false
  const others = condition.parts.filter(({ kind }) => kind !== 'exists')
  if (others.length === condition.parts.length) return false
  if (others.length === 1 && others[0]?.kind === 'or') {
    return others[0].parts.every(({ kind }) => kind === 'compare')
  }
  return others.every(({ kind }) => kind === 'compare')
}
