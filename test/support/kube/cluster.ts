import { buildCommand, type ControlPlane, kubeminiBinary, startControlPlane } from './control-plane.ts'
import { type Kubectl, kubectlFor } from './kubectl.ts'

/** Why tests against a Kubernetes API server cannot run here; undefined: they can. */
export const whyNoCluster =
  kubeminiBinary() === undefined ? `no Kubernetes control plane is built yet: run ${buildCommand}` : undefined

/** The kubeconfig of somebody's cluster, where KUBECONFIG names one. */
export const givenKubeconfig = process.env['KUBECONFIG'] || undefined

export interface Cluster extends ControlPlane {
  readonly kubectl: Kubectl
  restrictedNamespace(name: string): Promise<void>
}

export async function startCluster(): Promise<Cluster> {
  const binary = kubeminiBinary()
  if (binary === undefined) throw new Error(whyNoCluster)
  const controlPlane = await startControlPlane(binary)
  const kubectl = kubectlFor(controlPlane.kubeconfig)
  return {
    ...controlPlane,
    kubectl,
    restrictedNamespace: (name) => makeRestrictedNamespace(kubectl, name),
  }
}

/** Makes a namespace that admits, and warns of, nothing but restricted pods. */
export async function makeRestrictedNamespace(kubectl: Kubectl, name: string): Promise<void> {
  await kubectl.must(['create', 'namespace', name])
  const level = (mode: string) => `pod-security.kubernetes.io/${mode}=restricted`
  await kubectl.must(['label', 'namespace', name, level('enforce'), level('warn')])
}
