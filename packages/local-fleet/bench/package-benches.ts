import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { root } from '../src/index.ts'

/** A bench that a package has of its own. */
export interface PackageBench {
  readonly name: string
  readonly title: string
  readonly args: readonly string[]
}

/** Each prints a table of its own. */
export const packageBenches: readonly PackageBench[] = [
  {
    name: 'engine',
    title: 'Engine against parse-and-print of the same lines',
    args: ['packages/core/bench/parse-and-print.ts'],
  },
  {
    name: 'preview',
    title: 'Preview of a rule change over 100,000 contacts',
    args: ['--expose-gc', 'packages/insight/bench/main.ts', '--only', 'preview'],
  },
  {
    name: 'start',
    title: 'From start to the first command to the database',
    args: ['packages/job-runner/bench/start-up.ts'],
  },
  {
    name: 'growth',
    title: 'Queues of 1,000, 100,000 and 1,000,000',
    args: [
      '--expose-gc',
      'packages/mongo-queue/bench/main.ts',
      '--sizes',
      '1000,100000,1000000',
      '--json',
      '/dev/null',
    ],
  },
]

/** Runs it as a process of its own and returns its section. Throws when it fails. */
export async function runPackageBench({ title, args }: PackageBench): Promise<string> {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  const [printed, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  if (code !== 0) throw new Error(`${path.basename(args.at(-1) ?? '')} ended with ${code}`)
  return `## ${title}\n\n\`\`\`text\n${printed.trim()}\n\`\`\``
}
