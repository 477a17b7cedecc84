import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Preview } from '../api/answers.ts'
import { request } from '../api/request.ts'
import { useAction } from '../api/use-action.ts'
import { Button } from '../parts/controls/button.tsx'
import { SelectField, TextField } from '../parts/controls/field.tsx'
import { ProblemNotice } from '../parts/messages/notice.tsx'
import { address, goFromHere } from '../shell/router.ts'
import './run-preview.css'

const overs = [
  ['queued', 'contacts in the queues now'],
  ['1', 'contacts of the last day'],
  ['7', 'contacts of the last 7 days'],
  ['30', 'contacts of the last 30 days'],
] as const

interface Props {
  /** What is to be previewed. */
  readonly of: object
  readonly onBegun?: () => void
  readonly onRefused?: () => void
  /** Other things to do with it. */
  readonly children?: ComponentChildren
}

/** Begins a preview on contacts, and goes to it. */
export function RunPreview({ of, onBegun, onRefused, children }: Props) {
  const [over, setOver] = useState('7')
  const [note, setNote] = useState('')
  const run = useAction(async () => {
    const goOn = goFromHere()
    const { id } = await request<Preview>('/previews', {
      method: 'POST',
      body: {
        ...of,
        over: over === 'queued' ? { queued: true } : { days: Number(over) },
        ...(note !== '' && { note }),
      },
    })
    onBegun?.()
    goOn(address(`/previews/${id}`))
  })
  return (
    <>
      <div class="run-preview">
        <SelectField label="Try on" value={over} onValue={setOver} options={overs} />
        <TextField
          label="Note (optional)"
          hint="Why the rules change; kept with the version"
          value={note}
          onValue={setNote}
        />
        <Button
          kind="main"
          busy={run.busy}
          onClick={() => void run.run().then((done) => done || onRefused?.())}
        >
          Run the preview
        </Button>
        {children}
      </div>
      {run.problem !== undefined && <ProblemNotice problem={run.problem} />}
    </>
  )
}
