import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parse, stringify } from 'yaml'
import { repository } from '../kube-manifests.ts'

export interface Rule {
  alert?: string
  record?: string
  expr: string
  for?: string
  labels?: Record<string, string>
  annotations?: Record<string, string>
}

interface PrometheusRule {
  spec: { groups: { name: string; rules: Rule[] }[] }
}

const file = path.join(repository, 'k8s/components/prometheus-rules/alerts.yaml')

function read(): PrometheusRule {
  return parse(readFileSync(file, 'utf8')) as PrometheusRule
}

export function allRules(): Rule[] {
  return read().spec.groups.flatMap((group) => group.rules)
}

export function alerts(name?: string): Rule[] {
  return allRules().filter((rule) => rule.alert !== undefined && (name === undefined || rule.alert === name))
}

/** Writes the rules as a file of plain Prometheus; `change` is given each rule first. */
export function writeRulesFile(to: string, change: (rule: Rule) => Rule = (rule) => rule): void {
  const groups = read().spec.groups.map((group) => ({ ...group, rules: group.rules.map(change) }))
  writeFileSync(to, stringify({ groups }))
}

/** A Prometheus duration such as `1h30m` in seconds. */
export function seconds(duration: string): number {
  const units: Record<string, number> = { d: 86_400, h: 3600, m: 60, s: 1 }
  return [...duration.matchAll(/(\d+)([dhms])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (units[unit ?? ''] ?? Number.NaN),
    0,
  )
}

/** Names of the metrics that a query reads, those of kube-state-metrics and Prometheus itself included. */
export function metricsIn(query: string): string[] {
  const withoutStrings = query.replace(/"[^"]*"/g, '""')
  const withoutLabels = withoutStrings
    .replace(/\{[^}]*\}|\[[^\]]*\]/g, '')
    .replace(/\b(by|on|without|ignoring|group_left|group_right)\s*\([^)]*\)/g, '')
  const words = withoutLabels.match(/[A-Za-z_][\w:]*(?!\s*\()\b/g) ?? []
  return words
    .filter((word) => /^[A-Z]|_|:/.test(word) || word === 'up')
    .filter((word) => !/_over_time$|^label_/.test(word))
}
