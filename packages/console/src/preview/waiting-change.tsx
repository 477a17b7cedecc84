import type { Rule } from '../api/answers.ts'
import { request } from '../api/request.ts'
import { useResource } from '../api/use-resource.ts'
import { RuleSentence } from '../rules/sentence/rule-sentence.tsx'
import { address } from '../shell/router.ts'
import type { RuleChange } from './change-set.ts'

/** A change that waits: what the rule was, what it will be, and whether somebody else has changed it since. */
export function WaitingChange({ change }: { change: RuleChange }) {
  const { do: what, collection, id, document } = change
  const now = useRuleNow(change)
  const overtaken = now === 'gone' || (now !== undefined && now.etag !== change.etag)
  const before = change.before ?? (overtaken || now === undefined ? undefined : now.document)
  return (
    <div class="change">
      {before !== undefined && (
        <p class="rule-diff-gone">
          <span class="visually-hidden">before: </span>
          <RuleSentence collection={collection} document={before} />
        </p>
      )}
      {document !== undefined && (
        <p class="rule-diff-new">
          <span class="visually-hidden">then: </span>
          <RuleSentence collection={collection} document={document} />
        </p>
      )}
      <p class="small quiet">
        {what === 'create' ? 'new rule' : what === 'delete' ? 'rule taken out' : 'changed rule'}
        {id !== undefined && what === 'change' && (
          <>
            {', '}
            <a href={address(`/rules/${collection}/${encodeURIComponent(id)}`)}>edit again</a>
          </>
        )}
      </p>
      {overtaken && (
        <p class="field-fault" role="status">
          Somebody else has changed this rule since.{' '}
          {what === 'delete'
            ? 'Drop this change and look at the rule again.'
            : 'Edit it again to see theirs beside yours.'}
        </p>
      )}
    </div>
  )
}

/** The rule as it is now; undefined until it is read, and for a new rule. */
function useRuleNow({ collection, id }: RuleChange): Rule | 'gone' | undefined {
  const path = id === undefined ? undefined : `/rules/${collection}/${encodeURIComponent(id)}`
  const rule = useResource(
    path ?? 'a new rule',
    async (signal) => (path === undefined ? undefined : request<Rule>(path, { signal })),
    { refreshMs: 15_000 },
  )
  return rule.problem?.status === 404 ? 'gone' : rule.data
}
