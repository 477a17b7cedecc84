import { useState } from 'preact/hooks'
import type { Rule, RuleChanged, RuleExample } from '../../api/answers.ts'
import { request } from '../../api/request.ts'
import { useAction } from '../../api/use-action.ts'
import { Button } from '../../parts/controls/button.tsx'
import { Panel } from '../../parts/layout/panel.tsx'
import { EmptyState } from '../../parts/messages/empty-state.tsx'
import { useMay, useSession } from '../../shell/session.ts'
import { announceVersion } from '../versions/announce-version.ts'
import { examplesPath } from './examples-path.ts'
import { NewExample } from './new-example.tsx'
import { Refusal } from './refusal.tsx'
import './rule-examples.css'

interface Props {
  readonly rule: Rule
  /** The rule has to be read again. */
  readonly onChanged: () => void
}

/** Values of which a rule says what has to come out; a part of the rule, so that adding one makes a version. */
export function RuleExamples({ rule, onChanged }: Props) {
  const { secondPerson } = useSession()
  const mayEdit = useMay('editor') && !secondPerson
  const { examples } = rule.document
  const items = Array.isArray(examples) ? (examples as readonly RuleExample[]) : []
  return (
    <Panel title="Examples" about="Each publication checks them, so that other rules cannot break this one">
      {items.length === 0 ? (
        <EmptyState title="There are no examples yet" />
      ) : (
        <ul class="rule-examples">
          {items.map((example, at) => (
            <li key={JSON.stringify([at, example])}>
              <ExampleInWords example={example} />
              {mayEdit && <RemoveExample {...{ rule, at, onChanged }} />}
            </li>
          ))}
        </ul>
      )}
      {mayEdit && <NewExample key={rule.etag} rule={rule} onChanged={onChanged} />}
    </Panel>
  )
}

function ExampleInWords({ example: { value, expected, field, given = {} } }: { example: RuleExample }) {
  return (
    <p>
      {field !== undefined && <>{field} </>}
      <Value text={value} /> becomes <Value text={expected} />
      {Object.entries(given).map(([name, text]) => (
        <span key={name}>
          , where {name} is <Value text={text} />
        </span>
      ))}
    </p>
  )
}

function Value({ text }: { text: string }) {
  return text === '' ? <span class="quiet">blank</span> : <code>{text}</code>
}

function RemoveExample({ rule, at, onChanged }: Props & { readonly at: number }) {
  const [accept, setAccept] = useState(false)
  const remove = useAction(async () => {
    const { version } = await request<RuleChanged>(`${examplesPath(rule)}/${at}`, {
      method: 'DELETE',
      query: { acceptFailedExamples: accept || undefined },
      ifMatch: rule.etag,
    })
    announceVersion(version)
    onChanged()
  })
  return (
    <>
      <Button
        kind="bare"
        busy={remove.busy}
        aria-label={`Remove example ${at + 1}`}
        onClick={() => void remove.run()}
      >
        ×
      </Button>
      <Refusal problem={remove.problem} accept={accept} onAccept={setAccept} />
    </>
  )
}
