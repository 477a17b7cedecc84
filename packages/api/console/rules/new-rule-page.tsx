import { SelectField } from '../parts/field.tsx'
import { Page } from '../shell/page.tsx'
import { address, setQuery, usePlace } from '../shell/router.ts'
import { RuleEditor } from './rule-editor.tsx'
import { ruleKind, ruleKinds } from './rule-kinds.ts'

const usual = 'normLookup'

/** A new rule: first its kind, then what it says. A suggestion comes with the address. */
export function NewRulePage() {
  const { query } = usePlace()
  const { collection = usual, ...suggested } = Object.fromEntries(query)
  const kind = ruleKind(collection) ?? ruleKind(usual)
  if (kind === undefined) return null
  return (
    <Page title="New rule" up={[address('/rules'), 'Rules']}>
      <div class="new-rule-kind">
        <SelectField
          label="Kind of rule"
          value={kind.collection}
          onValue={(value) => setQuery({ collection: value })}
          options={ruleKinds.map((one) => [one.collection, `${one.name} ${one.about}`] as const)}
        />
      </div>
      <RuleEditor key={kind.collection} kind={kind} suggested={suggested} />
    </Page>
  )
}
