import { netChange, type Revert, type StoredWash } from '@dwmops/rule-store'

/** A change of a field that we wrote: by a wash, or by an undo. `change` is undefined where the history does not say it. */
interface Written {
  readonly change: { readonly from: string; readonly to: string } | undefined
  readonly isSelected: boolean
}

/** All that we wrote to one contact, and which of it is to be undone. */
export interface ContactRecords {
  /** The newest first. */
  readonly history: readonly StoredWash[]
  /** The newest first. */
  readonly reverts: readonly Revert[]
  /** Whether a change of the field is to be undone, in the wash of that history. */
  isWashSelected(historyId: string, field: string): boolean
  isRevertSelected(revert: Revert, field: string): boolean
}

/** What an undo means for a field: a value to revert where `held` is still there, or why there is none. */
export type FieldVerdict =
  | { readonly held: string; readonly former: string }
  | 'written since'
  | 'unclear'
  | 'as it was'

/**
 * Only the latest value that we wrote counts: where that is not among the selected ones, the field is left alone. What is put
 * back is the value before the earliest of the selected changes that lead up to it without a gap; a gap is somebody else's value,
 * which is the one to revert then.
 */
export function judgeField(field: string, records: ContactRecords): FieldVerdict {
  const [latest, ...earlier] = writtenTo(field, records)
  if (latest !== undefined && !latest.isSelected) return 'written since'
  if (latest?.change === undefined) return 'unclear'
  const held = latest.change.to
  let former = latest.change.from
  for (const { change, isSelected } of earlier) {
    if (!isSelected || change === undefined || change.to !== former) break
    former = change.from
  }
  return former === held ? 'as it was' : { held, former }
}

/** Newest first. An undo stands above the wash that was the newest when it was made: no clocks are compared. */
function writtenTo(field: string, records: ContactRecords): Written[] {
  const reverts = records.reverts.filter(({ state }) => state === 'done')
  const onTopOf = Map.groupBy(reverts, ({ after }) => after)
  return records.history.flatMap((wash) => [
    ...(onTopOf.get(wash.id) ?? []).flatMap((revert) => ofRevert(field, revert, records)),
    ...ofWash(field, wash, records),
  ])
}

function ofRevert(field: string, revert: Revert, records: ContactRecords): Written[] {
  const value = revert.values.find((one) => one.field === field)
  return value === undefined ? [] : [{ change: value, isSelected: records.isRevertSelected(revert, field) }]
}

function ofWash(field: string, { id, fields }: StoredWash, records: ContactRecords): Written[] {
  const byType = fields[field]
  if (byType === undefined) return []
  return [{ change: netChange(byType), isSelected: records.isWashSelected(id, field) }]
}
