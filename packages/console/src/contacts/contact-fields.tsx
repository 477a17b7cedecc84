import type { ContactFields } from '../api/answers.ts'
import { request } from '../api/request.ts'
import { refreshMs, useResource } from '../api/use-resource.ts'
import { Facts } from '../parts/layout/facts.tsx'
import { Panel } from '../parts/layout/panel.tsx'
import { Loaded } from '../parts/messages/loaded.tsx'
import { counted } from '../parts/values/count.ts'
import { Time } from '../parts/values/time.tsx'
import { Value, ValueChange } from '../parts/values/value-change.tsx'

/** The fields of a contact as they are now, as far as they are known, with the way into Eloqua. */
export function ContactFieldsPanel({ email }: { email: string }) {
  const path = `/contacts/${encodeURIComponent(email)}/fields`
  const known = useResource(path, (signal) => request<ContactFields>(path, { signal }), { refreshMs })
  const url = known.data?.eloquaUrl
  return (
    <Panel
      title="Its fields now"
      about={known.data && <Source known={known.data} />}
      actions={
        url != null && (
          <a class="button button-plain" href={url} target="_blank" rel="noreferrer">
            Open in Eloqua
          </a>
        )
      }
    >
      <Loaded of={known}>{({ fields }) => <Fields fields={fields} />}</Loaded>
    </Panel>
  )
}

function Source({ known: { source, at } }: { known: ContactFields }) {
  if (source === 'queue')
    return (
      <>
        As exported <Time at={at} full />, with what washing made of it since
      </>
    )
  return (
    <>
      Only the fields that were changed, last <Time at={at} full />: the queue has forgotten the others
    </>
  )
}

type Field = ContactFields['fields'][number]

function Fields({ fields }: { fields: readonly Field[] }) {
  const isEmpty = ({ value, exported }: Field) => (value === '' || value === null) && exported === undefined
  const empty = fields.filter(isEmpty)
  return (
    <>
      <Facts facts={fields.filter((field) => !isEmpty(field)).map(factOf)} />
      {empty.length > 0 && (
        <p class="quiet small">
          {counted(empty.length, 'field')} empty: {empty.map(({ field }) => field).join(', ')}
        </p>
      )}
    </>
  )
}

function factOf({ field, value, exported }: Field) {
  const shown = exported === undefined ? <Value of={value} /> : <ValueChange from={exported} to={value} />
  return [field, shown] as const
}
