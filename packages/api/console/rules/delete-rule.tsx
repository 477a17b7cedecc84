import type { Rule } from '../api/answers.ts'
import { Button } from '../parts/button.tsx'
import { addChange } from '../preview/change-set.ts'
import { address, go } from '../shell/router.ts'

/** Takes a rule out, by way of the preview: it shows what would not be washed any more. */
export function DeleteRule({ rule: { collection, id, etag, document } }: { rule: Rule }) {
  const preview = () => {
    addChange({ do: 'delete', collection, id, etag, before: document })
    go(address('/previews'))
  }
  return (
    <Button kind="bare" onClick={preview}>
      Take this rule out …
    </Button>
  )
}
