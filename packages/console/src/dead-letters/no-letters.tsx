import type { DeadLetterGroup } from '../api/answers.ts'
import { EmptyState } from '../parts/messages/empty-state.tsx'
import { counted } from '../parts/values/count.ts'
import { address } from '../shell/router.ts'
import { groupCounts, type LetterFilter } from './selection.ts'

interface Props {
  /** Undefined until they are read. */
  readonly groups: readonly DeadLetterGroup[] | undefined
  readonly filter: LetterFilter
}

/** Nothing is shown: says by which filter, and what lies outside it. */
export function NoLetters({ groups, filter }: Props) {
  const { within, outside } = groupCounts(groups ?? [], filter)
  if (filter.q !== undefined)
    return (
      <EmptyState title={`No dead letter here holds “${filter.q}”`}>
        {groups !== undefined &&
          `${counted(within, 'contact')} without it, ${counted(outside, 'contact')} in other groups. `}
        <a href={address('/dead-letters', { queue: filter.queue, code: filter.code })}>
          Show them without this text
        </a>
      </EmptyState>
    )
  if (filter.queue !== undefined || filter.code !== undefined)
    return (
      <EmptyState title="No dead letter in this group">
        {outside > 0 ? `${counted(outside, 'contact')} in others: ` : 'There is none in the others either. '}
        <a href={address('/dead-letters')}>show all groups</a>
      </EmptyState>
    )
  return (
    <EmptyState title="No dead letters">
      No contact waits for a person here: each that was exported has gone through, or is on its way.
    </EmptyState>
  )
}
