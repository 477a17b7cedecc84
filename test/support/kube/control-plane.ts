import { execFileSync } from 'node:child_process'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { repository } from '../kube-manifests.ts'
import { answers, freePorts, type ServerProcess, startServerProcess } from '../server-process.ts'
import { kubectlFor } from './kubectl.ts'

/** The command that makes what is missing, for the line that says so. */
export const buildCommand = '.ci/build-kube'

export interface ControlPlane {
  readonly kubeconfig: string
  stop(): Promise<void>
}

/** Where the control plane's binary is, or undefined when it has not been built yet. */
export function kubeminiBinary(): string | undefined {
  const binary = execFileSync(path.join(repository, buildCommand), ['--where'], { encoding: 'utf8' }).trim()
  return existsSync(binary) ? binary : undefined
}

/** Starts etcd, kube-apiserver and the controllers of CronJobs and Jobs on 127.0.0.1, with all state in a folder of their own. */
export async function startControlPlane(kubemini: string): Promise<ControlPlane> {
  const folder = mkdtempSync(path.join(tmpdir(), 'dwmops-kube-'))
  const started: ServerProcess[] = []
  const stop = async () => {
    for (const server of started.splice(0).toReversed()) await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const [etcdPort = 0, peerPort = 0, apiPort = 0] = await freePorts(3)
    const etcd = `http://127.0.0.1:${etcdPort}`
    started.push(
      await startServerProcess([kubemini, 'etcd', ...etcdFlags(folder, etcd, peerPort)], () =>
        answers(`${etcd}/health`),
      ),
    )
    const kubeconfig = writeAccess(folder, apiPort)
    const kubectl = kubectlFor(kubeconfig)
    started.push(
      await startServerProcess(
        [kubemini, 'apiserver', ...apiServerFlags(folder, etcd, apiPort)],
        async () => {
          if (!existsSync(path.join(folder, 'certs/apiserver.crt'))) return false
          return (await kubectl.run(['get', '--raw', '/readyz'])).stdout === 'ok'
        },
      ),
    )
    started.push(
      await startServerProcess(
        // half a second instead of 10 between the tries of a Job
        [kubemini, 'controllers', `--kubeconfig=${kubeconfig}`, '--job-pod-failure-backoff=500ms'],
        async () => (await kubectl.run(['get', 'serviceaccount', 'default'])).exitCode === 0,
      ),
    )
    return { kubeconfig, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function etcdFlags(folder: string, url: string, peerPort: number): string[] {
  const peer = `http://127.0.0.1:${peerPort}`
  return [
    '--name=test',
    `--data-dir=${folder}/etcd`,
    '--unsafe-no-fsync',
    '--log-level=error',
    `--listen-client-urls=${url}`,
    `--advertise-client-urls=${url}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=test=${peer}`,
  ]
}

function apiServerFlags(folder: string, etcd: string, port: number): string[] {
  return [
    `--etcd-servers=${etcd}`,
    '--bind-address=127.0.0.1',
    '--advertise-address=127.0.0.1',
    `--secure-port=${port}`,
    `--cert-dir=${folder}/certs`,
    '--authorization-mode=RBAC',
    `--token-auth-file=${folder}/tokens.csv`,
    '--service-cluster-ip-range=10.0.0.0/24',
    '--endpoint-reconciler-type=none',
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${folder}/service-accounts.pem`,
    `--service-account-signing-key-file=${folder}/service-accounts.pem`,
    '--kubelet-preferred-address-types=InternalIP',
  ]
}

/** An administrator's token, the key that signs service accounts, and the kubeconfig that leads there. */
function writeAccess(folder: string, port: number): string {
  const token = randomBytes(16).toString('hex')
  const secret = { mode: 0o600 }
  writeFileSync(path.join(folder, 'tokens.csv'), `${token},admin,admin,"system:masters"\n`, secret)
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' })
  writeFileSync(path.join(folder, 'service-accounts.pem'), pem, secret)
  const cluster = {
    server: `https://127.0.0.1:${port}`,
    'certificate-authority': `${folder}/certs/apiserver.crt`,
  }
  const kubeconfig = path.join(folder, 'kubeconfig')
  const content = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'test',
    clusters: [{ name: 'test', cluster }],
    users: [{ name: 'admin', user: { token } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'admin' } }],
  }
  writeFileSync(kubeconfig, JSON.stringify(content), secret)
  return kubeconfig
}
