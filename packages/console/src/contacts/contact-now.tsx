import type { Timeline } from '../api/answers.ts'
import { Facts } from '../parts/layout/facts.tsx'
import { Badge, type Tone } from '../parts/messages/badge.tsx'
import { Notice } from '../parts/messages/notice.tsx'
import { Time } from '../parts/values/time.tsx'
import { address } from '../shell/router.ts'

const states: Readonly<Record<string, readonly [Tone, string]>> = {
  ready: ['accent', 'waits'],
  claimed: ['accent', 'is being worked on'],
  dead: ['bad', 'failed for good'],
  done: ['good', 'through, imported'],
}

/** Where a contact stands at present; a dead letter says why, and where to send it back. */
export function ContactNow({ timeline: { now, contactIds } }: { timeline: Timeline }) {
  if (now === undefined) return <p>Only its history is left: it went through long ago.</p>
  const [tone, word] = states[now.state] ?? ['quiet', now.state]
  return (
    <>
      {now.state === 'dead' && now.lastError !== undefined && (
        <FailedForGood queue={now.queue} error={now.lastError} />
      )}
      <Facts
        facts={[
          [
            'State',
            <Badge key="state" tone={tone}>
              {word}
            </Badge>,
          ],
          ['Queue', now.queue],
          ['There since', <Time key="since" at={now.since} full />],
          [
            'Held by',
            now.heldBy && (
              <>
                {now.heldBy.stage} until <Time at={now.heldBy.until} />
              </>
            ),
          ],
          ['Attempts', now.attempts > 0 ? now.attempts : undefined],
          ['Times washed through', now.generation],
          ['First seen', <Time key="added" at={now.addedAt} full />],
          ['A newer export waits', now.newerExportAt && <Time at={now.newerExportAt} full />],
          ['Eloqua contact', contactIds.length > 0 ? contactIds.join(', ') : undefined],
        ]}
      />
    </>
  )
}

type Now = NonNullable<Timeline['now']>

function FailedForGood({ queue, error }: { queue: string; error: NonNullable<Now['lastError']> }) {
  return (
    <Notice
      tone="warn"
      title="It failed for good"
      actions={
        <a class="button button-plain" href={address('/dead-letters', { queue: queue, code: error.code })}>
          Dead letters like this
        </a>
      }
    >
      <p>
        {error.message} <code>{error.code}</code>
      </p>
    </Notice>
  )
}
