import type { Rule } from '../../api/answers.ts'
import { unsavedWork } from '../../login/unsaved-work.ts'
import { Button } from '../../parts/controls/button.tsx'
import { addChange, changeOf } from '../../preview/change-set.ts'
import { address, go } from '../../shell/router.ts'
import { draftKey, storedDraft } from './stored-draft.ts'

/** Takes a rule out, by way of the preview: it shows what would not be washed any more. */
export function DeleteRule({ rule: { collection, id, etag, document } }: { rule: Rule }) {
  const preview = () => {
    keepAsDraft({ collection, id })
    addChange({ do: 'delete', collection, id, etag, before: document })
    go(address('/previews'))
  }
  return (
    <Button kind="bare" onClick={preview}>
      Take this rule out …
    </Button>
  )
}

/** What waits for the preview gives way to the taking out; it stays in the form of the rule. */
function keepAsDraft(rule: Pick<Rule, 'collection' | 'id'>): void {
  const { document, etag, before } = changeOf(rule) ?? {}
  const key = draftKey(rule.collection, rule.id)
  if (document === undefined || etag === undefined || storedDraft(key) !== undefined) return
  unsavedWork.set(key, JSON.stringify({ document, ground: { etag, document: before ?? {} } }))
}
