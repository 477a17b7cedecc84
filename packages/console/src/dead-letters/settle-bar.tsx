import { useRef, useState } from 'preact/hooks'
import type { Counted, DeadLetterBound, DeadLetterGroup } from '../api/answers.ts'
import { request } from '../api/request.ts'
import { useAction } from '../api/use-action.ts'
import { Button } from '../parts/controls/button.tsx'
import { Confirm } from '../parts/controls/confirm.tsx'
import { announce } from '../parts/messages/live-region.tsx'
import { ProblemNotice } from '../parts/messages/notice.tsx'
import { count, counted } from '../parts/values/count.ts'
import { groupCounts } from './selection.ts'
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

type Way = keyof typeof ways

/** What the dialog names and the request carries: these contacts, and no later ones. */
interface Meant {
  readonly way: Way
  readonly what: string
  readonly number: number
  readonly selection: object
  /** None that died later. */
  readonly before?: string
}

/** Sends back or discards what is picked; when nothing is, the whole group. Counts it first, asks, and says how many. */
export function SettleBar({ groups, chosen, picked, onSettled }: Props) {
  const [meant, setMeant] = useState<Meant>()
  const ask = useAction(async (way: Way) => setMeant(await boundOf(way, chosen, picked)))
  const { within } = groupCounts(groups, chosen)
  if (within === 0 && picked.size === 0) return null
  return (
    <div class="settle-bar">
      <p>
        {picked.size > 0
          ? `${counted(picked.size, 'contact')} picked`
          : `Nothing picked: all ${counted(within, 'contact')} of ${placeOf(chosen)} are meant`}
      </p>
      <Button busy={ask.busy} onClick={() => void ask.run('redrive')}>
        {ways.redrive.button}
      </Button>
      <Button kind="danger" busy={ask.busy} onClick={() => void ask.run('discard')}>
        {ways.discard.button}
      </Button>
      {ask.problem !== undefined && <ProblemNotice problem={ask.problem} />}
      {meant !== undefined && (
        <ConfirmSettle meant={meant} onLeave={() => setMeant(undefined)} onSettled={onSettled} />
      )}
    </div>
  )
}

interface ConfirmProps {
  readonly meant: Meant
  readonly onLeave: () => void
  readonly onSettled: () => void
}

function ConfirmSettle({ meant, onLeave, onSettled }: ConfirmProps) {
  const { way, what, number } = meant
  const [settled, setSettled] = useState(0)
  const stopped = useRef(false)
  const settle = useAction(async () => {
    stopped.current = false
    try {
      const done = await settleInParts(meant, (soFar) => {
        setSettled(soFar)
        return !stopped.current
      })
      announce(ways[way].done(counted(done, 'contact')))
      onLeave()
    } finally {
      setSettled(0)
      onSettled()
    }
  })
  return (
    <Confirm
      title={ways[way].title(what)}
      no="Leave them"
      yes={`${ways[way].button} ${counted(number, 'contact')}`}
      kind={way === 'discard' ? 'danger' : 'main'}
      action={settle}
      disabled={number === 0}
      onLeave={onLeave}
    >
      <p>{ways[way].text}</p>
      {settled > 0 && (
        <p role="status">
          {count(settled)} of {count(number)} so far{' '}
          <Button
            onClick={() => {
              stopped.current = true
            }}
          >
            Stop here
          </Button>
        </p>
      )}
    </Confirm>
  )
}

/** Contacts a request: seconds of work each, so that neither a proxy nor a person loses patience. */
const contactsARequest = 5_000

/**
 * Settles exactly what was counted, a part at a time, as long as `onSettled` says to go on; the server refuses a part when other people settled
 * some of it.
 */
async function settleInParts(
  { way, selection, number, before }: Meant,
  onSettled: (settled: number) => boolean,
): Promise<number> {
  let settled = 0
  while (settled < number) {
    const expected = number - settled
    const query = { limit: Math.min(contactsARequest, expected), expected, before }
    const done = await request<Counted>(`/dead-letters/${way}`, { method: 'POST', query, body: selection })
    if (done.count === 0) break
    settled += done.count
    if (!onSettled(settled)) break
  }
  return settled
}

async function boundOf(way: Way, chosen: Props['chosen'], picked: Props['picked']): Promise<Meant> {
  if (picked.size > 0) {
    const number = picked.size
    return { way, what: counted(number, 'picked contact'), number, selection: { ids: [...picked] } }
  }
  const { count: number, before } = await request<DeadLetterBound>('/dead-letters/count', { query: chosen })
  const { queue, code } = chosen
  const isAll = queue === undefined && code === undefined
  const selection = isAll
    ? { all: true }
    : { ...(queue !== undefined && { queue }), ...(code !== undefined && { code }) }
  return { way, what: `all ${counted(number, 'contact')} of ${placeOf(chosen)}`, number, selection, before }
}

function placeOf({ queue, code }: Props['chosen']): string {
  if (queue === undefined && code === undefined) return 'every group'
  return [code, queue].filter((part) => part !== undefined).join(' in ')
}
