import { useRef, useState } from 'preact/hooks'
import type { RuleDocument, TriedValue } from '../api/answers.ts'
import { request } from '../api/request.ts'
import { useResource } from '../api/use-resource.ts'
import { DataTable } from '../parts/data-table.tsx'
import { Field } from '../parts/field.tsx'
import { ProblemNotice } from '../parts/notice.tsx'
import { Panel } from '../parts/panel.tsx'
import { useSettled } from '../parts/use-settled.ts'
import { Value, ValueChange } from '../parts/value-change.tsx'

const mostValues = 1_000

interface Props {
  readonly collection: string
  readonly document: RuleDocument
}

/** What the rule alone does to values. */
export function TryOut({ collection, document }: Props) {
  const [text, setText] = useState('')
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
        <Tried collection={collection} document={document} text={text} />
      </div>
    </Panel>
  )
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
