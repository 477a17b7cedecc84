import type { RuleComment } from '../api/answers.ts'
import { request } from '../api/request.ts'
import { useAction } from '../api/use-action.ts'
import { refreshMs, useResource } from '../api/use-resource.ts'
import { useKeptText } from '../login/use-kept-text.ts'
import { Button } from '../parts/controls/button.tsx'
import { TextField } from '../parts/controls/field.tsx'
import { Panel } from '../parts/layout/panel.tsx'
import { EmptyState } from '../parts/messages/empty-state.tsx'
import { Loaded } from '../parts/messages/loaded.tsx'
import { ProblemNotice } from '../parts/messages/notice.tsx'
import { Time } from '../parts/values/time.tsx'
import { useMay } from '../shell/session.ts'
import './rule-comments.css'

/** What people say of a rule; they stay when it changes. */
export function RuleComments({ collection, id }: { collection: string; id: string }) {
  const path = `/rules/${encodeURIComponent(collection)}/${encodeURIComponent(id)}/comments`
  const comments = useResource(path, (signal) => request<{ items: RuleComment[] }>(path, { signal }), {
    refreshMs,
  })
  const mayComment = useMay('editor')
  return (
    <Panel title="Comments" about="For the next person; they change nothing">
      {mayComment && <NewComment path={path} onMade={comments.reload} />}
      <Loaded of={comments} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="Nobody has said anything yet" />
          ) : (
            <ul class="rule-comments">
              {items.map(({ id: key, who, at, text }) => (
                <li key={key}>
                  <p>{text}</p>
                  <p class="quiet small">
                    {who}, <Time at={at} full />
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  )
}

function NewComment({ path, onMade }: { path: string; onMade: () => void }) {
  const [text, setText] = useKeptText(`comment ${path}`)
  const make = useAction(async () => {
    await request(path, { method: 'POST', body: { text } })
    setText('')
    onMade()
  })
  return (
    <form
      class="new-comment"
      onSubmit={(event) => {
        event.preventDefault()
        void make.run()
      }}
    >
      <TextField label="Comment" autocomplete="off" value={text} onValue={setText} />
      <Button type="submit" busy={make.busy} disabled={text.trim() === ''}>
        Add
      </Button>
      {make.problem !== undefined && <ProblemNotice problem={make.problem} />}
    </form>
  )
}
