import { ApiException, type CoreV1Api, type V1Container, type V1Pod } from '@kubernetes/client-node'

/** What a container finds in its environment, as the kubelet would put it together. Throws when a Secret or ConfigMap that must be there is not. */
export async function environmentOf(
  core: CoreV1Api,
  pod: V1Pod,
  container: V1Container,
): Promise<Record<string, string>> {
  const namespace = pod.metadata?.namespace ?? 'default'
  const environment: Record<string, string> = {}
  for (const { configMapRef, secretRef } of container.envFrom ?? []) {
    if (configMapRef?.name !== undefined) {
      Object.assign(environment, await configMap(core, namespace, configMapRef.name, configMapRef.optional))
    }
    if (secretRef?.name !== undefined) {
      Object.assign(environment, await secret(core, namespace, secretRef.name, secretRef.optional))
    }
  }
  for (const { name, value } of container.env ?? []) environment[name] = value ?? ''
  return environment
}

async function configMap(
  core: CoreV1Api,
  namespace: string,
  name: string,
  optional = false,
): Promise<Record<string, string>> {
  const found = await orMissing(optional, core.readNamespacedConfigMap({ name, namespace }))
  return found?.data ?? {}
}

async function secret(
  core: CoreV1Api,
  namespace: string,
  name: string,
  optional = false,
): Promise<Record<string, string>> {
  const found = await orMissing(optional, core.readNamespacedSecret({ name, namespace }))
  const entries = Object.entries(found?.data ?? {})
  return Object.fromEntries(entries.map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]))
}

async function orMissing<T>(optional: boolean, asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked
  } catch (error) {
    if (optional && error instanceof ApiException && error.code === 404) return undefined
    throw error
  }
}
