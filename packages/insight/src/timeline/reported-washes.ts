import type { NotedWash, RuleVersion, StoredWash } from '@dwmops/rule-store'
import type { KnownRuns } from './known-runs.ts'
import type { RulesRef, TimelineChange, TimelineWash } from './timeline.ts'

/** History and notes put together: values come from the one, rules and runs from the other. Newest first. */
export function reportedWashes(
  history: readonly StoredWash[],
  notes: readonly NotedWash[],
  { runs, versions }: { readonly runs: KnownRuns; readonly versions: readonly RuleVersion[] },
): TimelineWash[] {
  const noteOf = new Map(notes.map((note) => [note.historyId, note]))
  return history.map((wash) => {
    const note = noteOf.get(wash.id)
    return {
      id: wash.id,
      at: note?.at ?? wash.at,
      configName: wash.configName,
      place: wash.place,
      run: note && runs.byId(note.run),
      rules: note && rulesRef(note.rules, versions),
      changes: changesOf(wash, note),
      superseded: note?.superseded ?? [],
    }
  })
}

/** In the order in which they were made where that was noted, else as they stand in the history. */
export function changesOf({ fields }: StoredWash, note: NotedWash | undefined): TimelineChange[] {
  const found = Object.entries(fields).flatMap(([field, byType]) =>
    Object.entries(byType).map(([ruleType, { from, to, using, pattern }]) => {
      const place =
        note?.changes.findLastIndex((one) => one.field === field && one.ruleType === ruleType) ?? -1
      return {
        place,
        change: { field, ruleType, ruleId: note?.changes[place]?.ruleId, from, to, using, pattern },
      }
    }),
  )
  return found.toSorted((one, other) => one.place - other.place).map(({ change }) => change)
}

function rulesRef(hash: string, versions: readonly RuleVersion[]): RulesRef {
  return { hash, version: versions.find((one) => one.hash === hash)?.version }
}
