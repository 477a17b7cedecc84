import type { RuleDocument } from '../../api/answers.ts'
import { address } from '../../shell/router.ts'
import { RuleSentence } from './rule-sentence.tsx'

interface Props {
  readonly collection: string
  readonly id: string
  readonly document: RuleDocument
}

/** Leads to a rule, by what it says. */
export function SentenceLink({ collection, id, document }: Props) {
  return (
    <a class="rule-link" href={address(`/rules/${collection}/${encodeURIComponent(id)}`)}>
      <RuleSentence collection={collection} document={document} />
    </a>
  )
}
