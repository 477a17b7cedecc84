import type { Rule } from '../api/answers.ts'
import { request } from '../api/request.ts'
import { useResource } from '../api/use-resource.ts'
import { EmptyState } from '../parts/messages/empty-state.tsx'
import { Loaded } from '../parts/messages/loaded.tsx'
import { Page } from '../shell/page.tsx'
import { address } from '../shell/router.ts'
import { useMay } from '../shell/session.ts'
import { entriesOf } from './editor/copied-rule.ts'
import { RuleEditor } from './editor/rule-editor.tsx'
import { RuleExamples } from './examples/rule-examples.tsx'
import { RuleComments } from './rule-comments.tsx'
import { ruleKind } from './rule-kinds.ts'

interface Props {
  readonly collection: string
  readonly id: string
}

/** One rule: what it says, whether it is sound, what it does to values; changed here by who may. */
export function RulePage({ collection, id }: Props) {
  const kind = ruleKind(collection)
  const path = `/rules/${encodeURIComponent(collection)}/${encodeURIComponent(id)}`
  const rule = useResource(path, (signal) => request<Rule>(path, { signal }))
  const mayUndo = useMay('operator')
  const mayEdit = useMay('editor')
  return (
    <Page
      title={kind === undefined ? 'Rule' : `${kind.name} ${kind.about}`}
      up={[address('/rules'), 'Rules']}
      about={
        <>
          {collection} <code>{id}</code>
        </>
      }
      actions={
        <>
          {mayEdit && kind !== undefined && rule.data !== undefined && (
            <a
              class="button button-plain"
              href={address('/rules/new', { collection, ...entriesOf(kind, rule.data.document) })}
            >
              Copy
            </a>
          )}
          {mayUndo && (
            <a class="button button-plain" href={address('/undo', { rule: id })}>
              Undo what it did
            </a>
          )}
        </>
      }
    >
      {kind === undefined ? (
        <EmptyState title="There is no such kind of rule" />
      ) : (
        <Loaded of={rule} rows={8}>
          {(data) => (
            <>
              <RuleEditor
                key={data.etag}
                kind={kind}
                rule={data}
                onPublished={rule.reload}
                onConflict={rule.reload}
              />
              <RuleExamples rule={data} onChanged={rule.reload} />
            </>
          )}
        </Loaded>
      )}
      {kind !== undefined && <RuleComments collection={collection} id={id} />}
    </Page>
  )
}
