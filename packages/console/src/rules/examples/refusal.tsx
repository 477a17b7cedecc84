import type { ApiProblem } from '../../api/problem.ts'
import { ProblemNotice } from '../../parts/messages/notice.tsx'
import { AcceptFailedExamples } from './accept-failed-examples.tsx'

interface Props {
  readonly problem: ApiProblem | undefined
  readonly accept: boolean
  readonly onAccept: (accept: boolean) => void
}

/** Why examples were not changed, and the way on. */
export function Refusal({ problem, accept, onAccept }: Props) {
  return (
    <>
      {problem !== undefined && <ProblemNotice problem={problem} />}
      <AcceptFailedExamples problem={problem} value={accept} onValue={onAccept} />
    </>
  )
}
