import { askUnlessMissing, type Cluster } from '@dwmops/cluster'

/** ENVIRONMENT in the ConfigMap of a project; undefined where there is none, as in a project that holds no fleet. Throws ClusterError. */
export async function environmentOf({ namespace, core }: Cluster): Promise<string | undefined> {
  const name = 'dwmops-settings'
  const asked = core.readNamespacedConfigMap({ namespace, name })
  const settings = await askUnlessMissing(`read ConfigMap ${name} of ${namespace}`, asked)
  return settings?.data?.['ENVIRONMENT']
}
