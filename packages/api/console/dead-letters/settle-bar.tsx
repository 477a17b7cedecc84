import { useState } from 'preact/hooks'
import type { Counted, DeadLetterGroup } from '../api/answers.ts'
import { request } from '../api/request.ts'
import { useAction } from '../api/use-action.ts'
import { Button } from '../parts/button.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { count, counted } from '../parts/count.ts'
import { announce } from '../parts/live-region.tsx'
import './settle-bar.css'

interface Props {
  readonly groups: readonly DeadLetterGroup[]
  readonly chosen: { readonly queue: string | undefined; readonly code: string | undefined }
  readonly picked: ReadonlySet<string>
  readonly onSettled: () => void
}

const ways = {
  redrive: {
    button: 'Send back',
    title: (what: string) => `Send ${what} back?`,
    text: 'They enter their queue again with fresh attempts. If the reason is still there, they will fail again.',
    done: (what: string) => `${what} sent back`,
  },
  discard: {
    button: 'Discard',
    title: (what: string) => `Discard ${what}?`,
    text: 'They will not be washed or imported. Their contacts stay in Eloqua as they are, and come again when they are exported again.',
    done: (what: string) => `${what} discarded`,
  },
} as const

/** Sends back or discards what is picked; when nothing is, all that is shown. Asks first, and says how many. */
export function SettleBar({ groups, chosen, picked, onSettled }: Props) {
  const [asking, setAsking] = useState<keyof typeof ways>()
  const { selection, number } = selected(groups, chosen, picked)
  const [settled, setSettled] = useState(0)
  const settle = useAction(async (way: keyof typeof ways) => {
    try {
      const done = await settleInParts(way, selection, number, setSettled)
      announce(ways[way].done(counted(done, 'contact')))
      setAsking(undefined)
    } finally {
      setSettled(0)
      onSettled()
    }
  })
  const what = picked.size > 0 ? counted(number, 'picked contact') : `all ${counted(number, 'contact')}`
  return (
    <div class="settle-bar">
      <p>
        {picked.size > 0 ? `${counted(number, 'contact')} picked` : `Nothing picked: ${what} shown are meant`}
      </p>
      <Button onClick={() => setAsking('redrive')}>{ways.redrive.button}</Button>
      <Button kind="danger" onClick={() => setAsking('discard')}>
        {ways.discard.button}
      </Button>
      {asking !== undefined && (
        <Confirm
          title={ways[asking].title(what)}
          no="Leave them"
          yes={`${ways[asking].button} ${counted(number, 'contact')}`}
          kind={asking === 'discard' ? 'danger' : 'main'}
          action={{ ...settle, run: () => settle.run(asking) }}
          onLeave={() => setAsking(undefined)}
        >
          <p>{ways[asking].text}</p>
          {settled > 0 && (
            <p role="status">
              {count(settled)} of {count(number)} so far
            </p>
          )}
        </Confirm>
      )}
    </div>
  )
}

/** Contacts a request: seconds of work each, so that neither a proxy nor a person loses patience. */
const contactsARequest = 5_000

/** Settles as many as were counted, a part at a time; what dies again meanwhile is not settled again. */
async function settleInParts(
  way: keyof typeof ways,
  selection: object,
  number: number,
  onSettled: (settled: number) => void,
): Promise<number> {
  let settled = 0
  for (let part = contactsARequest; part > 0 && settled < number; ) {
    const limit = Math.min(contactsARequest, number - settled)
    const query = { limit: String(limit) }
    part = (await request<Counted>(`/dead-letters/${way}`, { method: 'POST', query, body: selection })).count
    settled += part
    onSettled(settled)
  }
  return settled
}

function selected(groups: Props['groups'], { queue, code }: Props['chosen'], picked: Props['picked']) {
  if (picked.size > 0) return { selection: { ids: [...picked] }, number: picked.size }
  const meant = groups.filter(
    (group) => (queue ?? group.queue) === group.queue && (code ?? group.code) === group.code,
  )
  const number = meant.reduce((sum, group) => sum + group.count, 0)
  if (queue === undefined && code === undefined) return { selection: { all: true }, number }
  return { selection: { ...(queue !== undefined && { queue }), ...(code !== undefined && { code }) }, number }
}
