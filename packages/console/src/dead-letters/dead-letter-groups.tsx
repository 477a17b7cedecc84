import type { DeadLetterGroup } from '../api/answers.ts'
import { count } from '../parts/values/count.ts'
import { address } from '../shell/router.ts'
import './dead-letter-groups.css'

interface Props {
  readonly groups: readonly DeadLetterGroup[]
  readonly chosen: { readonly queue: string | undefined; readonly code: string | undefined }
}

/** Dead letters by queue and reason; one is chosen to see and settle its contacts alone. */
export function DeadLetterGroups({ groups, chosen }: Props) {
  if (groups.length === 0) return null
  const all = groups.reduce((sum, group) => sum + group.count, 0)
  const choices = [
    { key: 'all', query: {}, name: 'All', where: 'every queue', number: all },
    ...groups.map(({ queue, code, count: number }) => ({
      key: `${queue} ${code}`,
      query: { queue, code },
      name: code,
      where: queue,
      number,
    })),
  ]
  const isChosen = (query: { queue?: string; code?: string }) =>
    query.queue === chosen.queue && query.code === chosen.code
  return (
    <nav aria-label="Dead letters by reason">
      <ul class="letter-groups">
        {choices.map(({ key, query, name, where, number }) => (
          <li key={key}>
            <a href={address('/dead-letters', query)} aria-current={isChosen(query) ? 'true' : undefined}>
              <strong>{count(number)}</strong>
              <span>
                {name}
                <span class="quiet small">{where}</span>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
