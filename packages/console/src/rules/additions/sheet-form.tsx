import type { Sheet } from '../../api/answers.ts'
import { useAction } from '../../api/use-action.ts'
import { useKeptText } from '../../login/use-kept-text.ts'
import { Button } from '../../parts/controls/button.tsx'
import { Download } from '../../parts/controls/download.tsx'
import { Field, SelectField } from '../../parts/controls/field.tsx'
import { ProblemNotice } from '../../parts/messages/notice.tsx'
import { FieldNameField } from '../editor/field-name-field.tsx'
import { ruleKinds } from '../rule-kinds.ts'
import { sheetText } from './sheet-file.ts'
import '../trial/trial.css'

const collections = [
  'normLookup',
  'fieldSpecificLookup',
  'genericLookup',
  'deriveValue',
] as const satisfies Sheet['as'][]

const kinds = collections.flatMap((collection) =>
  ruleKinds
    .filter((kind) => kind.collection === collection)
    .map(({ name, about }) => [collection, `${name} ${about}`] as const),
)

interface Props {
  readonly busy: boolean
  readonly onCheck: (sheet: Sheet) => void
  /** What was checked is no longer what stands in the form. */
  readonly onChange: () => void
}

/** What the rules of a sheet are to be, and the sheet: as a file, or pasted. */
export function SheetForm({ busy, onCheck, onChange }: Props) {
  const [text, setText] = useKeptText('sheet')
  const [kept, setKept] = useKeptText('kind and field of a sheet')
  const [as, field] = kindAndField(kept)
  const set = (change: { as?: string; field?: string; text?: string }) => {
    if (change.text !== undefined) setText(change.text)
    setKept(`${change.as ?? as} ${change.field ?? field}`)
    onChange()
  }
  const isOfField = as !== 'genericLookup'
  const read = useAction(async (file: File) =>
    set({ text: sheetText(new Uint8Array(await file.arrayBuffer())) }),
  )
  return (
    <form
      class="trial-form"
      onSubmit={(event) => {
        event.preventDefault()
        onCheck({ as, text, ...(isOfField && { field }) })
      }}
    >
      <SelectField label="Kind of rule" value={as} onValue={(value) => set({ as: value })} options={kinds} />
      {isOfField && <FieldNameField label="Field" value={field} onValue={(value) => set({ field: value })} />}
      <Field label="File" hint="CSV or tab-separated text; or paste the cells below">
        {(wiring) => (
          <input
            {...wiring}
            class="input"
            type="file"
            accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
            onChange={({ currentTarget: { files } }) => {
              const file = files?.[0]
              if (file !== undefined) void read.run(file)
            }}
          />
        )}
      </Field>
      {read.problem !== undefined && <ProblemNotice problem={read.problem} />}
      <Field label="Rows" hint={<Hint as={as} />}>
        {(wiring) => (
          <textarea
            {...wiring}
            class="input input-mono"
            rows={8}
            spellcheck={false}
            value={text}
            onInput={(event) => set({ text: event.currentTarget.value })}
          />
        )}
      </Field>
      <p>
        <Button
          kind="main"
          type="submit"
          busy={busy}
          disabled={text.trim() === '' || (isOfField && field === '')}
        >
          Check the sheet
        </Button>{' '}
        {as !== 'deriveValue' && (field !== '' || !isOfField) && (
          <Download
            label="Download what is there"
            path="/rule-set/sheet.csv"
            name={as}
            asking={{ query: { as, ...(isOfField && { field }) } }}
          />
        )}
      </p>
    </form>
  )
}

function kindAndField(kept: string): readonly [as: Sheet['as'], field: string] {
  const [as = '', ...field] = kept.split(' ')
  return [collections.find((one) => one === as) ?? 'normLookup', field.join(' ')]
}

function Hint({ as }: { as: Sheet['as'] }) {
  return as === 'deriveValue' ? (
    <>
      The first row has the names of the fields to look at, then any name; the last column is what the field
      becomes
    </>
  ) : (
    <>
      The first row has the names of the columns, such as from and to; then a value a row, and what it becomes
    </>
  )
}
