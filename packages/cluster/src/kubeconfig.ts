import { existsSync, readFileSync } from 'node:fs'
import type { RequestOptions } from 'node:https'
import { homedir } from 'node:os'
import path from 'node:path'
import { registerLogin, registerSecret } from '@dwmops/fleet'
import { KubeConfig, loadYaml, type RequestContext, type User } from '@kubernetes/client-node'
import { getProxyForUrl } from 'proxy-from-env'
import { ClusterSetupError, CredentialsError } from './cluster-errors.ts'

const podToken = '/var/run/secrets/kubernetes.io/serviceaccount/token'

/**
 * The kubeconfig that kubectl would use: of the files in KUBECONFIG those that exist, merged; the first that names a current context
 * wins, and of entries with one name the first. Without KUBECONFIG ~/.kube/config, without that the pod's own account; undefined
 * when there is none of these. Throws ClusterSetupError, naming the file, for one that cannot be read.
 * (https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/#merging-kubeconfig-files, read 2026-11-30)
 */
export function loadKubeconfig(): KubeConfig | undefined {
  const files = namedFiles().filter((file) => existsSync(file))
  if (files.length > 0) return merge(files.map(readKubeconfig))
  if (!existsSync(podToken)) return undefined
  const config = new ClusterConfig()
  config.loadFromCluster()
  return config
}

function namedFiles(): string[] {
  const named = (process.env['KUBECONFIG'] ?? '').split(path.delimiter).filter((file) => file !== '')
  return named.length > 0 ? named : [path.join(homedir(), '.kube/config')]
}

function readKubeconfig(file: string): KubeConfig {
  const config = new KubeConfig()
  try {
    const text = readFileSync(file, 'utf8')
    if (text.replaceAll(blankLine, '') === '') return config
    config.loadFromFile(file)
    config.users = withTokenFiles(config.users, text, path.dirname(file))
    return config
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error)
    // without its cause: that quotes the lines around the fault, tokens and all
    throw new ClusterSetupError(`kubeconfig ${file} cannot be read: ${reason}`)
  }
}

/** Of a comment, or between documents. */
const blankLine = /^\s*(?:#.*|---)?\s*(?:\n|$)/gm

/** Tokens from the files that users name, which go before tokens: the client knows no such file. Relative ones are beside the kubeconfig. */
function withTokenFiles(users: readonly User[], text: string, folder: string): User[] {
  const { users: named } = loadYaml<{ users?: readonly { name: string; user?: { tokenFile?: string } }[] }>(
    text,
  )
  const fileOf = new Map(named?.map(({ name, user }) => [name, user?.tokenFile]))
  return users.map((user) => {
    const file = path.resolve(folder, fileOf.get(user.name) ?? '')
    return file !== folder && existsSync(file) ? { ...user, token: readFileSync(file, 'utf8').trim() } : user
  })
}

function merge(configs: readonly KubeConfig[]): KubeConfig {
  const config = new ClusterConfig()
  config.loadFromOptions({
    clusters: firstOfEachName(configs.flatMap(({ clusters }) => clusters)).map(behindProxy),
    users: firstOfEachName(configs.flatMap(({ users }) => users)),
    contexts: firstOfEachName(configs.flatMap(({ contexts }) => contexts)),
    currentContext: configs.map((one) => one.currentContext).find((name) => Boolean(name)),
  })
  return config
}

function firstOfEachName<T extends { readonly name: string }>(entries: readonly T[]): T[] {
  const byName = new Map<string, T>()
  for (const entry of entries) if (!byName.has(entry.name)) byName.set(entry.name, entry)
  return [...byName.values()]
}

/** The kubeconfig's own `proxy-url` first, then HTTPS_PROXY and NO_PROXY, as for kubectl; the client heeds the first alone. */
function behindProxy<T extends { readonly server: string; readonly proxyUrl?: string }>(cluster: T): T {
  const proxyUrl = cluster.proxyUrl ?? getProxyForUrl(cluster.server)
  return proxyUrl === '' ? cluster : { ...cluster, proxyUrl }
}

/** Credentials that are not available (a plugin that fails, a file that is not there) are errors of their own, not a silent API server. */
class ClusterConfig extends KubeConfig {
  override async applySecurityAuthentication(context: RequestContext): Promise<void> {
    await this.#withCredentials(() => super.applySecurityAuthentication(context))
    registerSent(context.getHeaders()['Authorization'])
  }

  override async applyToHTTPSOptions(options: RequestOptions): Promise<void> {
    await this.#withCredentials(() => super.applyToHTTPSOptions(options))
    const { Authorization: sent } = (options.headers ?? {}) as Readonly<Record<string, unknown>>
    registerSent(String(sent))
  }

  async #withCredentials(apply: () => Promise<void>): Promise<void> {
    const user = this.getCurrentUser()
    try {
      await apply()
    } catch (error) {
      // the parser quotes what it cannot read, and that may be a token
      const isQuoting = error instanceof SyntaxError
      const said = error instanceof Error ? error.message : String(error)
      const reason = isQuoting ? 'what it printed is not JSON' : said.trim().split('\n')[0]
      const plugin = user?.exec?.command
      const from = plugin === undefined ? '' : ` from ${plugin}`
      throw new CredentialsError(
        `no credentials for user ${user?.name ?? 'of the context'}${from}: ${reason}; log in, or correct the kubeconfig`,
        isQuoting ? {} : { cause: error },
      )
    }
  }
}

/** Whatever the credentials come from (a file, a plugin, the pod), what is sent is theirs: an answer may repeat it. */
function registerSent(header = ''): void {
  const [scheme = '', sent = ''] = header.split(' ', 2)
  registerSecret(sent)
  const [, user = '', password = ''] = /^([^:]*):(.*)$/s.exec(Buffer.from(sent, 'base64').toString()) ?? []
  if (scheme === 'Basic') registerLogin(user, password)
}
