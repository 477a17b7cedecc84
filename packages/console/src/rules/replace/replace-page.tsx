import { useState } from 'preact/hooks'
import type { Page as ItemPage, Rule } from '../../api/answers.ts'
import { request } from '../../api/request.ts'
import { useAction } from '../../api/use-action.ts'
import { Button } from '../../parts/controls/button.tsx'
import { SelectField, TextField } from '../../parts/controls/field.tsx'
import { Panel } from '../../parts/layout/panel.tsx'
import { ProblemNotice } from '../../parts/messages/notice.tsx'
import { changeSet } from '../../preview/change-set.ts'
import { Page } from '../../shell/page.tsx'
import { address } from '../../shell/router.ts'
import { useFieldNames } from '../editor/use-field-names.ts'
import { type Replacement, replacedRules, type Where } from './replace-value.ts'
import { Replaced } from './replaced.tsx'
import '../trial/trial.css'

/** One preview takes so many changes. */
const mostChanges = 500

/** A value in many rules becomes another one, as one change that is previewed and published together. */
export function ReplacePage() {
  const [meant, setMeant] = useState<Replacement & { field: string }>({
    ...{ from: '', to: '', where: 'result', field: '' },
  })
  const [found, setFound] = useState<{ of: Replacement; rules: readonly Rule[] }>()
  const look = useAction(async () => {
    setFound({ of: meant, rules: await rulesHolding(meant.from, meant.field) })
  })
  const set = (change: Partial<typeof meant>) => setMeant({ ...meant, ...change })
  return (
    <Page
      title="Replace a value in many rules"
      up={[address('/rules'), 'Rules']}
      about="Rules that hold the value as a whole; patterns and words stay as they are. Nothing is published yet."
    >
      <Panel title="Which value">
        <form
          class="trial-form"
          onSubmit={(event) => {
            event.preventDefault()
            void look.run()
          }}
        >
          <TextField
            label="Value"
            mono
            autocomplete="off"
            value={meant.from}
            onValue={(from) => set({ from })}
          />
          <TextField label="Becomes" mono autocomplete="off" value={meant.to} onValue={(to) => set({ to })} />
          <SelectField
            label="Where rules"
            value={meant.where}
            onValue={(where) => set({ where: where as Where })}
            options={[
              ['result', 'make this value'],
              ['looked for', 'look for this value'],
            ]}
          />
          <FieldChoice value={meant.field} onValue={(field) => set({ field })} />
          <p>
            <Button
              kind="main"
              type="submit"
              busy={look.busy}
              disabled={meant.from === '' || meant.from === meant.to}
            >
              Find the rules
            </Button>
          </p>
          {look.problem !== undefined && <ProblemNotice problem={look.problem} />}
        </form>
      </Panel>
      {found?.of === meant && (
        <Replaced rules={replacedRules(found.rules, meant, changeSet())} most={mostChanges} />
      )}
    </Page>
  )
}

function FieldChoice({ value, onValue }: { value: string; onValue: (field: string) => void }) {
  const fields = useFieldNames()
  return (
    <SelectField
      label="Field"
      value={value}
      onValue={onValue}
      options={[['', 'Every field'], ...fields.map((field) => [field, field] as const)]}
    />
  )
}

/** All rules in which some text holds the value. */
async function rulesHolding(text: string, field: string): Promise<Rule[]> {
  const rules: Rule[] = []
  let cursor: string | undefined
  do {
    const query = { q: text, field, limit: 500, cursor }
    const page: ItemPage<Rule> = await request<ItemPage<Rule>>('/rules', { query })
    rules.push(...page.items)
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return rules
}
