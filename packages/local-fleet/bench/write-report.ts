import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import path from 'node:path'

const file = path.join(import.meta.dirname, '../docs/speed.md')
const [begin, end] = ['<!-- bench: begin -->', '<!-- bench: end -->']

/** Puts the sections of this run between the marks of docs/speed.md, with machine and date. */
export function writeReport(sections: readonly string[], database: string): void {
  const [model = { model: 'unknown' }] = cpus()
  const machine = `${availableParallelism()} cores (${model.model.trim()}), Node ${process.version}, database: ${database}`
  const head = `Measured ${new Date().toISOString().slice(0, 10)} on ${machine}.`
  const [before] = readFileSync(file, 'utf8').split(begin)
  const [, after] = readFileSync(file, 'utf8').split(end)
  writeFileSync(file, `${before}${begin}\n${[head, ...sections].join('\n\n')}\n${end}${after}`)
}
