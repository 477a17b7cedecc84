import type { DeadLetterGroup } from '../api/answers.ts'
import { Notice } from '../parts/messages/notice.tsx'

/** What the code of the chosen group means, and what a person can do. */
export function WayOut({ groups, code }: { groups: readonly DeadLetterGroup[]; code: string | undefined }) {
  const known = groups.find((group) => group.code === code)
  if (known?.meaning == null) return null
  return (
    <Notice title={`${known.code}: ${known.meaning}`}>
      <p>What to do: {known.wayOut}.</p>
    </Notice>
  )
}
