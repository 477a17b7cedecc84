import type { ApiProblem } from '../../api/problem.ts'

/** True where rules were refused for examples that do not come out as they should, and for nothing else. */
export function isForExamplesAlone(problem: Pick<ApiProblem, 'findings'> | undefined): boolean {
  const errors = problem?.findings.filter(({ severity }) => severity === 'error') ?? []
  return errors.length > 0 && errors.every(({ code }) => code === 'failed-example')
}
