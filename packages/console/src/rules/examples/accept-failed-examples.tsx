import type { ApiProblem } from '../../api/problem.ts'
import { CheckField } from '../../parts/controls/field.tsx'
import { isForExamplesAlone } from './is-for-examples-alone.ts'

interface Props {
  readonly problem: ApiProblem | undefined
  readonly value: boolean
  readonly onValue: (value: boolean) => void
}

/** A way on, offered where examples of rules are all for which a version was refused; the problem says which ones. */
export function AcceptFailedExamples({ problem, value, onValue }: Props) {
  if (!value && !isForExamplesAlone(problem)) return null
  return <CheckField label="Publish in spite of failed examples" value={value} onValue={onValue} />
}
