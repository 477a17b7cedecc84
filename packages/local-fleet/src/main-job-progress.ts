import type { MainJobProgress } from './main-job.ts'
import type { LogLine, StageRun } from './processes.ts'

const clearLine = '\r\u001b[K'

/** Shows on a terminal which stage runs and how far it is; elsewhere one line a finished stage. */
export function mainJobProgress(out: NodeJS.WriteStream): MainJobProgress {
  const transient = (text: string) => {
    if (out.isTTY) out.write(`${clearLine}${text}`)
  }
  return {
    stageStarted: (stage) => transient(`  ${stage} ...`),
    line: (stage, line) => transient(`  ${stage}: ${describe(line)}`),
    stageEnded: (run) => out.write(`${out.isTTY ? clearLine : ''}  ${summary(run)}\n`),
  }
}

function describe(line: LogLine): string {
  const count = line['in'] ?? line['records']
  return count === undefined ? String(line['msg'] ?? '') : `${line['msg']} (${count})`
}

function summary(run: StageRun): string {
  const finished = run.lines.findLast((line) => line['msg'] === 'run finished')
  const result = finished?.['result'] ?? run.signal ?? `exit code ${run.exitCode}`
  const counts = finished === undefined ? '' : `, ${finished['in'] ?? 0} in, ${finished['out'] ?? 0} out`
  return `${run.stage}: ${result}${counts}, ${run.seconds.toFixed(1)} s`
}
