import { useState } from 'preact/hooks'
import type { DeadLetter } from '../api/answers.ts'
import { request } from '../api/request.ts'
import { useAction } from '../api/use-action.ts'
import { useResource } from '../api/use-resource.ts'
import { Confirm } from '../parts/controls/confirm.tsx'
import { SelectField, TextField } from '../parts/controls/field.tsx'
import { announce } from '../parts/messages/live-region.tsx'
import { Loaded } from '../parts/messages/loaded.tsx'
import { ValueChange } from '../parts/values/value-change.tsx'
import { correctableFields, textOf } from './correctable-fields.ts'

interface Props {
  readonly letter: DeadLetter
  readonly onLeave: () => void
  readonly onDone: () => void
}

type Payload = Readonly<Record<string, unknown>>

/** Corrects a value of a dead letter and sends it back; says first what that means. */
export function CorrectLetter({ letter: { id, key, queue }, onLeave, onDone }: Props) {
  const record = useResource(`record ${id}`, (signal) =>
    request<{ payload: Payload }>(`/contacts/${id}`, { signal }),
  )
  const [chosen, setChosen] = useState<{ field: string; to: string }>()
  const from = textOf(record.data?.payload[chosen?.field ?? ''])
  const correct = useAction(async () => {
    await request(`/dead-letters/${id}/correct`, { method: 'POST', body: { ...chosen, from } })
    announce(`${key} is corrected and sent back`)
    onDone()
  })
  const isSame = chosen === undefined || chosen.to === from
  return (
    <Confirm
      title={`Correct ${key}?`}
      no="Leave it"
      yes="Correct and send back"
      action={correct}
      disabled={isSame}
      onLeave={onLeave}
    >
      <Loaded of={record} rows={2}>
        {({ payload }) => <Correction payload={payload} chosen={chosen} onChoose={setChosen} />}
      </Loaded>
      {!isSame && (
        <p>
          {chosen.field}: <ValueChange from={from} to={chosen.to} />
        </p>
      )}
      <p>
        It enters {queue} again with the corrected value and fresh attempts. Before it is imported it is
        compared with Eloqua, as ever: where the field holds something newer there, that stays.
      </p>
    </Confirm>
  )
}

interface CorrectionProps {
  readonly payload: Payload
  readonly chosen: { readonly field: string; readonly to: string } | undefined
  readonly onChoose: (chosen: { field: string; to: string } | undefined) => void
}

function Correction({ payload, chosen, onChoose }: CorrectionProps) {
  const fields = correctableFields(payload)
  return (
    <>
      <SelectField
        label="Field"
        hint="Only fields that were exported; its address and id say which contact it is"
        value={chosen?.field ?? ''}
        onValue={(field) => onChoose(field === '' ? undefined : { field, to: textOf(payload[field]) })}
        options={[['', 'Choose one'], ...fields.map((field) => [field, field] as const)]}
      />
      {chosen !== undefined && (
        <TextField
          label="Corrected value"
          mono
          autocomplete="off"
          value={chosen.to}
          onValue={(to) => onChoose({ ...chosen, to })}
        />
      )}
    </>
  )
}
