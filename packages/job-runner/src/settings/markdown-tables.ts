import { type MetricDefinition, metricsTable, type StageName, stages } from '@dwmops/fleet'
import { settingsTable } from './settings-table.ts'

/** All settings as a Markdown table: the documents say this, word for word. */
export function settingsMarkdown(): string {
  const rows = settingsTable().map((row) => [
    [row.name, ...row.alsoAs].map(code).join(', '),
    row.meaning,
    row.form,
    row.default,
    row.unit,
    [stagesIn(row.stages), row.api ? 'api' : ''].filter(Boolean).join(', '),
  ])
  return table(['name', 'what it says', 'form', 'default', 'unit', 'read by'], rows)
}

/** All metrics as a Markdown table. */
export function metricsMarkdown(): string {
  const rows = Object.entries<MetricDefinition>(metricsTable).map(([name, metric]) => [
    code(name),
    metric.help,
    metric.labels.map(code).join(', '),
    stagesIn(metric.stages),
  ])
  return table(['name', 'what it shows', 'labels of its own', 'stages'], rows)
}

function table(head: readonly string[], given: readonly (readonly string[])[]): string {
  const rows = given.map((row) => row.map((cell) => cell.replaceAll('|', '\\|')))
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`
  const rule = widths.map((width) => '-'.repeat(width))
  return [line(head), line(rule), ...rows.map(line)].join('\n')
}

function stagesIn(names: readonly StageName[]): string {
  return names.length === stages.length ? 'all stages' : names.join(', ')
}

function code(text: string): string {
  return `\`${text}\``
}
