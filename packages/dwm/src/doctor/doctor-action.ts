import type { ClusterOptions } from '@dwmops/cluster'
import { type PrintOptions, printJson, say } from '../print.ts'
import { clusterChecks } from './check-cluster.ts'
import { databaseChecks } from './check-database.ts'
import { eloquaChecks } from './check-eloqua.ts'
import { ruleChecks } from './check-rules.ts'
import { examine, judgeError } from './examine.ts'
import { exitCodeOf, type Finding, type Judgment, warning } from './finding.ts'
import { type OpenDatabases, openDatabases } from './open-databases.ts'

/** Checks everything, prints a line a check and sets the exit code. What cannot be reached is a finding; never throws for it. */
export async function doctor({ json = false, ...options }: ClusterOptions & PrintOptions): Promise<void> {
  const findings = await findAll(options)
  if (json) printJson(findings)
  else print(findings)
  process.exitCode = exitCodeOf(findings)
}

async function findAll(options: ClusterOptions): Promise<Finding[]> {
  const opened = await openDatabases().catch(async (error: unknown) => ({
    judgment: await judgeError(error),
  }))
  const databases = 'judgment' in opened ? undefined : opened
  try {
    const found = await Promise.all([
      'judgment' in opened ? [unreached(opened.judgment)] : examine('database', databaseChecks(opened)),
      databases ? examine('rules', ruleChecks(databases)) : [unread],
      examine('eloqua', eloquaChecks(process.env)),
      examine('cluster', clusterChecks(options, databases)),
    ])
    return found.flat()
  } finally {
    await closed(databases)
  }
}

async function closed(databases: OpenDatabases | undefined): Promise<void> {
  await databases?.client.close()
}

function unreached(judgment: Judgment): Finding {
  return { part: 'database', check: 'connection', ...judgment }
}

const unread: Finding = {
  part: 'rules',
  check: 'config',
  ...warning('not checked: the database cannot be reached', 'see what is said of the database'),
}

function print(findings: readonly Finding[]): void {
  for (const [part, found] of Map.groupBy(findings, (finding) => finding.part)) {
    say(part)
    for (const { check, verdict, fact, advice } of found) {
      say(`  ${verdict.padEnd(7)} ${check}: ${fact}${advice === undefined ? '' : ` -> ${advice}`}`)
    }
  }
  const counts = Map.groupBy(findings, ({ verdict }) => verdict)
  say([...counts].map(([verdict, { length }]) => `${length} ${verdict}`).join(', '))
}
