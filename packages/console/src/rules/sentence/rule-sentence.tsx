import type { RuleDocument } from '../../api/answers.ts'
import { Marked, Value } from '../../parts/values/value-change.tsx'
import './rule-sentence.css'

/** A rule in a sentence: which field, when, and what it becomes. */
export function RuleSentence({ collection, document }: { collection: string; document: RuleDocument }) {
  const field = document['fieldName']
  return (
    <span class="rule-sentence">
      <b>{typeof field === 'string' ? <Marked text={field} /> : 'Any field'}</b>{' '}
      <Condition document={document} /> <Outcome collection={collection} document={document} />
    </span>
  )
}

function Condition({ document }: { document: RuleDocument }) {
  const source = document['deriveFieldName']
  const lookedAt = typeof source === 'string' && (
    <>
      when{' '}
      <b>
        <Marked text={source} />
      </b>{' '}
    </>
  )
  if (document['find'] !== undefined)
    return (
      <>
        {lookedAt || 'that is '}
        <Value of={document['find']} />
      </>
    )
  if (document['pattern'] !== undefined)
    return (
      <>
        {lookedAt || 'that '}matches <Value of={document['pattern']} />
      </>
    )
  if (document['lookupVals'] !== undefined) return <Given values={document['lookupVals']} />
  return (
    <>
      {lookedAt || 'that '}
      <Words document={document} />
    </>
  )
}

function Given({ values }: { values: unknown }) {
  const pairs = Object.entries(typeof values === 'object' && values !== null ? values : {})
  return (
    <>
      {pairs.map(([field, value], nth) => (
        <span key={field}>
          {nth === 0 ? 'when ' : ' and '}
          <b>
            <Marked text={field} />
          </b>{' '}
          is <Value of={value} />
        </span>
      ))}
    </>
  )
}

const wordings = [
  ['includes', 'contains'],
  ['begins', 'begins with'],
  ['ends', 'ends with'],
  ['excludes', 'does not contain'],
] as const

function Words({ document }: { document: RuleDocument }) {
  const given = wordings.filter(([key]) => typeof document[key] === 'string' && document[key] !== '')
  return (
    <>
      {given.map(([key, wording], nth) => (
        <span key={key}>
          {nth > 0 && ', '}
          {wording} <Value of={document[key]} />
        </span>
      ))}
    </>
  )
}

function Outcome({ collection, document }: { collection: string; document: RuleDocument }) {
  const result = collection === 'deriveValue' ? document['value'] : document['replace']
  if (result === undefined || result === '') return <span class="rule-result">is blanked</span>
  return (
    <>
      {'becomes '}
      <span class="rule-result">
        <Value of={result} />
      </span>
    </>
  )
}
