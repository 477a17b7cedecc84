import { waitUntil } from '@dwmops/local-mongo/testing'
import type { Kubectl } from './kubectl.ts'

interface Condition {
  type: string
  status: string
  reason?: string
  message?: string
}

interface Job {
  status: { conditions?: Condition[]; failed?: number }
}

/** Starts and looks at the Jobs of a namespace. */
export function jobsIn(kubectl: Kubectl, namespace: string) {
  const job = (name: string) => kubectl.get<Job>(['-n', namespace, 'job', name])
  const condition = async (name: string, type: string) =>
    (await job(name)).status.conditions?.find((one) => one.type === type && one.status === 'True')
  return {
    job,
    condition,
    start: (stage: string, name: string) =>
      kubectl.must(['-n', namespace, 'create', 'job', name, `--from=cronjob/${stage}`]),
    /** Why it failed, once it has. */
    async failure(name: string): Promise<Condition | undefined> {
      const failed = () => condition(name, 'Failed')
      await waitUntil(`Job ${name} failed`, async () => (await failed()) !== undefined)
      return failed()
    },
  }
}
