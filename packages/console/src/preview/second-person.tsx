import { Notice } from '../parts/messages/notice.tsx'
import { useSession } from '../shell/session.ts'

/** Says whose turn it is, where rules are published by another person than the one who changed them. */
export function SecondPerson({ author }: { author: string }) {
  const { who, secondPerson } = useSession()
  if (!secondPerson) return null
  if (who === author)
    return (
      <Notice title="Another person publishes this">
        <p>You began this preview. Send its address to another editor, who looks at it and publishes it.</p>
      </Notice>
    )
  return (
    <Notice title={`${author} changed these rules; you are the second person`}>
      <p>Look at what differs, and at what it does to contacts, before you publish.</p>
    </Notice>
  )
}
