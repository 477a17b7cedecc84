import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'

export interface KubectlResult {
  readonly exitCode: number | null
  readonly stdout: string
  /** Where warnings of the API server stand too. */
  readonly stderr: string
}

export interface Kubectl {
  /** Runs to the end, whatever comes of it. `input` goes to its standard input. */
  run(args: readonly string[], input?: string): Promise<KubectlResult>
  /** The same, but throws with what kubectl said when it fails. */
  must(args: readonly string[], input?: string): Promise<string>
  /** Reads one object or a list as JSON. */
  get<T>(args: readonly string[]): Promise<T>
}

export function kubectlFor(kubeconfig: string): Kubectl {
  const run: Kubectl['run'] = async (args, input = '') => {
    const child = spawn('kubectl', args, { env: { ...process.env, KUBECONFIG: kubeconfig } })
    child.stdin.end(input)
    const closed = new Promise<number | null>((resolve) => child.on('close', resolve))
    const [stdout, stderr, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), closed])
    return { exitCode, stdout, stderr }
  }
  const must: Kubectl['must'] = async (args, input) => {
    const { exitCode, stdout, stderr } = await run(args, input)
    if (exitCode !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`)
    return stdout
  }
  return { run, must, get: async (args) => JSON.parse(await must(['get', ...args, '-o', 'json'])) }
}
