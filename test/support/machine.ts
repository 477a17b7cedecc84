import { spawnSync } from 'node:child_process'
import path from 'node:path'

/** A tool that this machine cannot have. */
export interface MissingTool {
  readonly tool: string
  /** What is not tested without it. */
  readonly untested: string
  readonly reason: string
}

/** Files that cannot even be loaded without a command; others leave out by themselves what they have no tool for. */
const needs: readonly { readonly files: RegExp; readonly command: string }[] = [
  { files: /^test\/k8s\//, command: 'kubectl' },
  // Prometheus, and FerretDB's PostgreSQL, are Debian's packages
  {
    files: /^test\/k8s\/(alerts|old-metric)|\/debian-packages\.test\.ts$|\/(on-)?ferretdb\.test\.ts$/,
    command: 'apt-get',
  },
  { files: /\/(on-)?ferretdb\.test\.ts$/, command: 'go' },
]

/** Runs `.ci/install-tools`, which says on standard error what it does; returns what it could not bring. Throws when nothing can be tested. */
export function bringTools(root: string): MissingTool[] {
  const { status, stdout } = spawnSync('bash', [path.join(root, '.ci/install-tools')], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const missing = missingIn(stdout)
  const [last] = missing.slice(-1)
  if (status !== 0)
    throw new Error(`.ci/install-tools: no ${last?.tool ?? 'bash'}: ${last?.reason ?? 'cannot be run'}`)
  return missing
}

/** What the lines of `.ci/install-tools` say: a tool, what is not tested without it and why, with tabs between. */
export function missingIn(lines: string): MissingTool[] {
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [tool = '', untested = '', reason = ''] = line.split('\t')
      return { tool, untested, reason }
    })
}

/** The command without which a test file cannot be loaded here; undefined: there is none. */
export function missingCommandOf(file: string, hasCommand = isOnPath): string | undefined {
  return needs.find(({ files, command }) => files.test(file) && !hasCommand(command))?.command
}

function isOnPath(command: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' }).status === 0
}
