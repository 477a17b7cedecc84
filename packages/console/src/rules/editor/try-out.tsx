import { useRef, useState } from 'preact/hooks'
import type { FieldValue, RuleDocument, TriedValue } from '../../api/answers.ts'
import { request } from '../../api/request.ts'
import { useAction } from '../../api/use-action.ts'
import { useResource } from '../../api/use-resource.ts'
import { Button } from '../../parts/controls/button.tsx'
import { Field } from '../../parts/controls/field.tsx'
import { useSettled } from '../../parts/controls/use-settled.ts'
import { DataTable } from '../../parts/layout/data-table.tsx'
import { Panel } from '../../parts/layout/panel.tsx'
import { ProblemNotice } from '../../parts/messages/notice.tsx'
import { Value, ValueChange } from '../../parts/values/value-change.tsx'

const mostValues = 1_000

interface Props {
  readonly collection: string
  readonly document: RuleDocument
}

/** What the rule alone does to values: typed ones, or those that contacts really hold. */
export function TryOut({ collection, document }: Props) {
  const [text, setText] = useState('')
  const field = fieldLookedAt(document)
  const fetchValues = useAction(async () => {
    const { items } = await request<{ items: FieldValue[] }>(`/fields/${encodeURIComponent(field)}/values`, {
      query: { limit: 20 },
    })
    setText(items.map(({ value }) => value).join('\n'))
  })
  return (
    <Panel title="Try it" about="What this rule alone makes of these values">
      <div class="try-out">
        <Field label="Values, one a line">
          {(wiring) => (
            <textarea
              {...wiring}
              class="input input-mono"
              rows={4}
              spellcheck={false}
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
            />
          )}
        </Field>
        {field !== '' && (
          <p>
            <Button busy={fetchValues.busy} onClick={() => void fetchValues.run()}>
              Take frequent values of {field}
            </Button>
          </p>
        )}
        {fetchValues.problem !== undefined && <ProblemNotice problem={fetchValues.problem} />}
        <Tried collection={collection} document={document} text={text} />
      </div>
    </Panel>
  )
}

/** The field whose values decide whether the rule hits; of several, the first. */
function fieldLookedAt(document: RuleDocument): string {
  const [first] = Object.keys(document['lookupVals'] ?? {})
  const lookedAt = first ?? document['deriveFieldName'] ?? document['fieldName']
  return typeof lookedAt === 'string' ? lookedAt : ''
}

function Tried({ collection, document, text }: Props & { readonly text: string }) {
  const values = [...new Set(text.split('\n').filter((line) => line !== ''))].slice(0, mostValues)
  const asked = useSettled(JSON.stringify({ document, values }))
  const answer = useResource(`try ${collection} ${asked}`, async (signal) => {
    const body: { values: string[] } = JSON.parse(asked)
    if (body.values.length === 0) return { items: [] }
    return request<{ items: TriedValue[] }>(`/rules/${collection}/try`, { method: 'POST', body, signal })
  })
  const last = useRef<readonly TriedValue[]>([])
  if (answer.data !== undefined) last.current = answer.data.items
  return (
    <div aria-live="polite">
      {answer.problem !== undefined && <ProblemNotice problem={answer.problem} again={answer.reload} />}
      {last.current.length > 0 && (
        <DataTable
          caption="What becomes of the values"
          rows={last.current}
          keyOf={({ value }) => value}
          columns={[
            {
              title: 'Value',
              heads: true,
              wide: true,
              cell: ({ value, after, hit }) =>
                hit ? <ValueChange from={value} to={after} /> : <Value of={value} />,
            },
            { title: 'Effect', cell: ({ hit }) => (hit ? 'hits' : <span class="quiet">no hit</span>) },
          ]}
        />
      )}
    </div>
  )
}
