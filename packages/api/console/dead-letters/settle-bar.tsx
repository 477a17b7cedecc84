import { useState } from 'preact/hooks'
import type { Counted, DeadLetterGroup } from '../api/answers.ts'
import { request } from '../api/request.ts'
import { useAction } from '../api/use-action.ts'
import { Button } from '../parts/button.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { counted } from '../parts/count.ts'
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
  const settle = useAction(async (way: keyof typeof ways) => {
    const { count } = await request<Counted>(`/dead-letters/${way}`, {
      method: 'POST',
      body: selection,
    })
    announce(ways[way].done(counted(count, 'contact')))
    setAsking(undefined)
    onSettled()
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
        </Confirm>
      )}
    </div>
  )
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
