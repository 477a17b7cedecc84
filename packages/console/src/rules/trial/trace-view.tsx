import type { Trace } from '../../api/answers.ts'
import { Because } from '../../contacts/because-line.tsx'
import { Badge } from '../../parts/messages/badge.tsx'
import { EmptyState } from '../../parts/messages/empty-state.tsx'
import { Notice } from '../../parts/messages/notice.tsx'
import { counted } from '../../parts/values/count.ts'
import { Value, ValueChange } from '../../parts/values/value-change.tsx'
import { ruleKind } from '../rule-kinds.ts'
import { RuleLink } from '../sentence/rule-link.tsx'
import { RuleSentence } from '../sentence/rule-sentence.tsx'
import './trace-view.css'

type FieldTrace = Trace['fields'][number]
type Change = NonNullable<FieldTrace['steps'][number]['change']>

/** How a contact is washed: each field that rules change with every step, and what the other fields met. */
export function TraceView({ trace: { failure, fields } }: { trace: Trace }) {
  if (failure !== null)
    return (
      <Notice tone="bad" title="It cannot be washed">
        <p>
          {failure.reason} <code>{failure.code}</code>
        </p>
      </Notice>
    )
  const [changed, others] = split(fields)
  return (
    <>
      {changed.length === 0 && <EmptyState title="No rule changes anything" />}
      {changed.map((field) => (
        <FieldSteps key={field.field} of={field} />
      ))}
      {others.length > 0 && (
        <details class="trace-others">
          <summary>{counted(others.length, 'field')} that no rule changes</summary>
          {others.map((field) => (
            <FieldSteps key={field.field} of={field} />
          ))}
        </details>
      )}
    </>
  )
}

function split(fields: readonly FieldTrace[]): [FieldTrace[], FieldTrace[]] {
  const isChanged = ({ steps }: FieldTrace) => steps.some(({ change }) => change !== null)
  return [fields.filter(isChanged), fields.filter((field) => !isChanged(field))]
}

function FieldSteps({ of: { field, before, after, steps } }: { of: FieldTrace }) {
  return (
    <section class="trace-field" aria-label={field}>
      <p class="trace-head">
        <b>{field}</b> {before === after ? <Value of={before} /> : <ValueChange from={before} to={after} />}
      </p>
      <ol>
        {joined(steps).map(({ unfit, ruleType, change }, nth) => (
          <li key={`${ruleType} ${nth}`}>
            {change === null ? (
              <span class="quiet small">No rule fits: {unfit.map(nameOf).join(', ')}</span>
            ) : (
              <Step ruleType={ruleType} change={change} />
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

type Joined = FieldTrace['steps'][number] & { readonly unfit: readonly string[] }

/** Steps with kinds of which no rule fits taken together, as many of them stand beside each other. */
function joined(steps: FieldTrace['steps']): Joined[] {
  const all: Joined[] = []
  for (const step of steps) {
    const last = all.at(-1)
    if (step.change === null && last?.change === null)
      all[all.length - 1] = { ...last, unfit: [...last.unfit, step.ruleType] }
    else all.push({ ...step, unfit: [step.ruleType] })
  }
  return all
}

function Step({ ruleType, change }: { ruleType: string; change: Change }) {
  const { from, to, document, ruleId } = change
  return (
    <>
      <ValueChange from={from} to={to} />{' '}
      <span class="small">
        {document === undefined ? (
          <RuleLink rule={{ ruleType }} />
        ) : (
          <>
            <RuleSentence collection={ruleType} document={document} />{' '}
            <RuleLink rule={{ ruleType, ...(ruleId !== undefined && { ruleId }) }} />
          </>
        )}
        <span class="quiet">
          {' '}
          <Because of={change} />
        </span>
      </span>
    </>
  )
}

function nameOf(ruleType: string): string {
  const kind = ruleKind(ruleType)
  return kind === undefined ? ruleType : `${kind.name} ${kind.about}`
}

/** How many fields a trace changes, as a word beside its contact. */
export function TraceBadge({ trace: { failure, fields } }: { trace: Trace }) {
  if (failure !== null) return <Badge tone="bad">cannot be washed</Badge>
  const [changed] = split(fields)
  return (
    <Badge tone={changed.length > 0 ? 'accent' : 'quiet'}>{counted(changed.length, 'field')} changed</Badge>
  )
}
