import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Resource } from '../../api/use-resource.ts'
import { timeAgo } from '../values/time-words.ts'
import { ProblemNotice } from './notice.tsx'
import './loaded.css'

interface Props<T> {
  readonly of: Resource<T>
  /** Height that is kept free while it loads, so that nothing jumps. */
  readonly rows?: number
  readonly children: (data: T) => ComponentChildren
}

/** What was read, once it is there; before that its outline, and a problem in plain words with a way to try again. */
export function Loaded<T>({ of: { data, problem, readAt, reload }, rows = 4, children }: Props<T>) {
  if (problem !== undefined && data === undefined) return <ProblemNotice problem={problem} again={reload} />
  if (data === undefined) return <Outline rows={rows} />
  return (
    <>
      {problem !== undefined && (
        <ProblemNotice problem={problem} again={reload}>
          {readAt !== undefined && <p>What is shown was read {timeAgo(new Date(readAt), Date.now())}.</p>}
        </ProblemNotice>
      )}
      {children(data)}
    </>
  )
}

/** After this it is said that it takes long, so that nobody waits before bars that stand still. */
const longMs = 3_000

function Outline({ rows }: { rows: number }) {
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), longMs)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div class="outline" role="status">
      {isLong ? (
        <p class="quiet">The server has not answered yet; it is still being waited for.</p>
      ) : (
        <span class="visually-hidden">Loading</span>
      )}
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} class="outline-row" />
      ))}
    </div>
  )
}
