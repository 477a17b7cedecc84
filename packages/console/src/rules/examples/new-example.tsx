import { useState } from 'preact/hooks'
import type { Rule, RuleChanged } from '../../api/answers.ts'
import { request } from '../../api/request.ts'
import { useAction } from '../../api/use-action.ts'
import { Button } from '../../parts/controls/button.tsx'
import { TextField } from '../../parts/controls/field.tsx'
import { FieldNameField } from '../editor/field-name-field.tsx'
import { ValuePairs } from '../editor/value-pairs.tsx'
import { rowsFault, type ValueRow } from '../editor/value-rows.ts'
import { announceVersion } from '../versions/announce-version.ts'
import { examplesPath } from './examples-path.ts'
import { Refusal } from './refusal.tsx'

/** A form for one more example; it is published at once, unless it comes out otherwise. */
export function NewExample({ rule, onChanged }: { rule: Rule; onChanged: () => void }) {
  const isOfOneField = typeof rule.document['fieldName'] === 'string'
  const [field, setField] = useState('')
  const [value, setValue] = useState('')
  const [expected, setExpected] = useState('')
  const [given, setGiven] = useState<readonly ValueRow[]>([])
  const [accept, setAccept] = useState(false)
  const others = given.filter(([name]) => name !== '')
  const fault = rowsFault(given)
  const add = useAction(async () => {
    const example = {
      ...{ value, expected },
      ...(!isOfOneField && { field }),
      ...(others.length > 0 && { given: Object.fromEntries(others) }),
    }
    const { version } = await request<RuleChanged>(examplesPath(rule), {
      method: 'POST',
      body: { example, ...(accept && { acceptFailedExamples: true }) },
      ifMatch: rule.etag,
    })
    announceVersion(version)
    onChanged()
  })
  const isOpen = (value === '' && others.length === 0) || (!isOfOneField && field === '')
  return (
    <form
      class="new-example"
      onSubmit={(event) => {
        event.preventDefault()
        void add.run()
      }}
    >
      {!isOfOneField && <FieldNameField label="In the field" value={field} onValue={setField} />}
      <TextField label="A value" mono autocomplete="off" value={value} onValue={setValue} />
      <TextField
        label="has to become"
        mono
        autocomplete="off"
        hint="Empty: the value is blanked"
        value={expected}
        onValue={setExpected}
      />
      <details>
        <summary>It depends on other fields</summary>
        <ValuePairs label="Where" hint={fault} value={given} onValue={setGiven} />
      </details>
      <p>
        <Button type="submit" busy={add.busy} disabled={isOpen || fault !== undefined}>
          Add this example
        </Button>
      </p>
      <Refusal problem={add.problem} accept={accept} onAccept={setAccept} />
    </form>
  )
}
