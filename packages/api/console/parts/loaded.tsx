import type { ComponentChildren } from 'preact'
import type { Resource } from '../api/use-resource.ts'
import { ProblemNotice } from './notice.tsx'
import './loaded.css'

interface Props<T> {
  readonly of: Resource<T>
  /** Height that is kept free while it loads, so that nothing jumps. */
  readonly rows?: number
  readonly children: (data: T) => ComponentChildren
}

/** What was read, once it is there; before that its outline, and a problem in plain words with a way to try again. */
export function Loaded<T>({ of: { data, problem, reload }, rows = 4, children }: Props<T>) {
  if (problem !== undefined && data === undefined) return <ProblemNotice problem={problem} again={reload} />
  if (data === undefined) return <Outline rows={rows} />
  return (
    <>
      {problem !== undefined && <ProblemNotice problem={problem} again={reload} />}
      {children(data)}
    </>
  )
}

function Outline({ rows }: { rows: number }) {
  return (
    <div class="outline" role="status">
      <span class="visually-hidden">Loading</span>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} class="outline-row" />
      ))}
    </div>
  )
}
