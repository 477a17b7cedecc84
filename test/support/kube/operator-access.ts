import { readFileSync, writeFileSync } from 'node:fs'
import type { Cluster } from './cluster.ts'

/**
 * Makes an operator of the project, with the rights that the Role dwmops-operator gives and no others. Returns the kubeconfig
 * that they work with, beside that of the cluster.
 */
export async function operatorAccess(cluster: Cluster, namespace: string): Promise<string> {
  const kubectl = (...args: string[]) => cluster.kubectl.must(['-n', namespace, ...args])
  await kubectl('create', 'serviceaccount', 'operator')
  const subject = `--serviceaccount=${namespace}:operator`
  await kubectl('create', 'rolebinding', 'operators', '--role=dwmops-operator', subject)
  const token = (await kubectl('create', 'token', 'operator')).trim()
  const config = JSON.parse(readFileSync(cluster.kubeconfig, 'utf8'))
  config.users = [{ name: 'admin', user: { token } }]
  config.contexts[0].context.namespace = namespace
  const file = `${cluster.kubeconfig}-operator`
  writeFileSync(file, JSON.stringify(config), { mode: 0o600 })
  return file
}
