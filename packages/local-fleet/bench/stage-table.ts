import type { Used } from './measured.ts'
import type { StageFigures } from './stages.ts'

/** The stages beside their floors as a table: medians of the rounds, and ratios of these. */
export function stageTable(figures: readonly StageFigures[], contacts: number): string {
  const rows = figures.map(({ stage, own, floor }) => row(stage, own, floor))
  const all = (of: 'own' | 'floor') =>
    figures[0]?.[of].map((_, round) => sum(figures.flatMap((one) => one[of][round] ?? []))) ?? []
  return [
    `## Stages over ${contacts.toLocaleString('en')} contacts`,
    '',
    '| stage | processor time, stage / floor | ratio | on the clock | ratio | memory, stage / floor |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    row('all four', all('own'), all('floor')),
  ].join('\n')
}

function row(name: string, own: readonly Used[], floor: readonly Used[]): string {
  const pair = (of: (one: Used) => number): [number, number] => [median(own.map(of)), median(floor.map(of))]
  const [cpu, cpuFloor] = pair(({ cpuSeconds }) => cpuSeconds)
  const [clock, clockFloor] = pair(({ seconds }) => seconds)
  const [memory, memoryFloor] = pair(({ maxRssMb }) => maxRssMb)
  const cells = [
    name,
    `${cpu.toFixed(1)} / ${cpuFloor.toFixed(1)} s`,
    (cpu / cpuFloor).toFixed(2),
    `${clock.toFixed(1)} / ${clockFloor.toFixed(1)} s`,
    (clock / clockFloor).toFixed(2),
    `${memory.toFixed(0)} / ${memoryFloor.toFixed(0)} MB`,
  ]
  return `| ${cells.join(' | ')} |`
}

function sum(parts: readonly Used[]): Used {
  const add = (of: (one: Used) => number) => parts.reduce((total, one) => total + of(one), 0)
  return {
    seconds: add(({ seconds }) => seconds),
    cpuSeconds: add(({ cpuSeconds }) => cpuSeconds),
    programCpuSeconds: add(({ programCpuSeconds }) => programCpuSeconds),
    maxRssMb: Math.max(...parts.map(({ maxRssMb }) => maxRssMb)),
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN
}
