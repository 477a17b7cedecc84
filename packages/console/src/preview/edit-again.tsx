import type { Preview } from '../api/answers.ts'
import { Button } from '../parts/controls/button.tsx'
import { address, go } from '../shell/router.ts'
import { addChanges, type RuleChange } from './change-set.ts'

/** Lets the changes of a preview wait again, to be edited: they left the list when the preview began. */
export function EditAgain({ answer: { changes, state } }: { answer: Preview }) {
  const kept = keptChanges(changes)
  if (kept === undefined || state === 'running' || state === 'published') return null
  return (
    <Button
      onClick={() => {
        addChanges(kept)
        go(address('/previews'))
      }}
    >
      Edit its changes
    </Button>
  )
}

/** As they waited; undefined for what never did: a whole set, or a rule with a place among the others. */
function keptChanges(changes: Preview['changes']): RuleChange[] | undefined {
  if (changes === null) return undefined
  const kept = changes.flatMap((change): RuleChange[] => {
    if (change.do !== 'create') return [change]
    const { before, ...created } = change
    return before === undefined ? [created] : []
  })
  return kept.length === changes.length ? kept : undefined
}
