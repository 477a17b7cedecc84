import { randomBytes } from 'node:crypto'
import type { V1Container, V1CronJob, V1Job } from '@kubernetes/client-node'
import { askCluster } from './ask-cluster.ts'
import { cronJobNamed } from './cron-jobs.ts'
import type { Cluster } from './open-cluster.ts'

/** Starts a Job from a CronJob, as `kubectl create job --from` does; returns its name. Throws ClusterSetupError and ClusterError. */
export async function startJob(
  cluster: Cluster,
  cronJobName: string,
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { namespace, batch } = cluster
  const name = `${cronJobName}-${randomBytes(4).toString('hex')}`
  const body = jobOf(await cronJobNamed(cluster, cronJobName), name, env)
  await askCluster(`start ${cronJobName} in ${namespace}`, batch.createNamespacedJob({ namespace, body }))
  return name
}

function jobOf(cronJob: V1CronJob, name: string, env: Readonly<Record<string, string>>): V1Job {
  const template = cronJob.spec?.jobTemplate
  const pod = template?.spec?.template
  const given = Object.entries(env).map(([key, value]) => ({ name: key, value }))
  const withEnv = (container: V1Container) => ({ ...container, env: [...(container.env ?? []), ...given] })
  return {
    metadata: {
      name,
      ...(template?.metadata?.labels && { labels: template.metadata.labels }),
      annotations: { ...template?.metadata?.annotations, 'cronjob.kubernetes.io/instantiate': 'manual' },
      ownerReferences: [
        {
          apiVersion: 'batch/v1',
          kind: 'CronJob',
          name: cronJob.metadata?.name ?? '',
          uid: cronJob.metadata?.uid ?? '',
          // the history limits count it. No blockOwnerDeletion: OpenShift would ask for more rights
          controller: true,
        },
      ],
    },
    spec: {
      ...template?.spec,
      template: {
        ...pod,
        spec: { ...pod?.spec, containers: (pod?.spec?.containers ?? []).map(withEnv) },
      },
    },
  }
}
