import {
  fightingRules,
  idleRules,
  type RuleRef,
  ruleHits,
  shadowedRules,
  uncoveredValues,
} from '@dwmops/insight'
import { defineSettings, parseSettings } from '@dwmops/job-runner'
import { withDatabases } from '../databases.ts'
import { type PrintOptions, printJson, printRows, say } from '../print.ts'
import { printFindings } from './print-findings.ts'

type DaysOptions = PrintOptions & { readonly days: number }

export async function hits({ days, json = false }: DaysOptions): Promise<void> {
  const report = await withDatabases(({ rulesDb }) => ruleHits(rulesDb, { days }))
  if (json) return printJson(report)
  printRows(
    report.rules.map(({ ruleType, ruleId, total, byDay }) => {
      return {
        rule: ruleType,
        id: ruleId,
        total,
        ...Object.fromEntries(report.days.map((day, at) => [day, byDay[at]])),
      }
    }),
  )
}

export async function idle({ days, json = false }: DaysOptions): Promise<void> {
  const { since, rules, shadowed } = await withDatabases(async ({ rulesDb }) => ({
    ...(await idleRules(rulesDb, { days })),
    shadowed: await shadowedRules(rulesDb),
  }))
  if (json) return printJson({ since, rules, shadowed })
  say(since === undefined ? 'no hits are known yet' : `without a hit since ${since}`)
  printRows(rules.map(({ collection, id, document }) => ({ collection, id, document })))
  say('\nkept from working by another rule')
  printFindings(shadowed)
}

export async function fights({ days, json = false }: DaysOptions): Promise<void> {
  const report = await withDatabases(({ rulesDb }) => fightingRules(rulesDb, { days }))
  if (json) return printJson(report)
  printRows(
    report.fights.map(({ kind, field, earlier, later, contacts, samples: [sample] }) => {
      const example = { from: sample?.from, to: sample?.to }
      return { kind, field, earlier: nameOf(earlier), later: nameOf(later), contacts, ...example }
    }),
  )
  say(`${report.looked} contacts looked at`)
}

export async function uncovered({
  limit,
  json = false,
}: PrintOptions & { readonly limit: number }): Promise<void> {
  const { configName } = parseSettings(defineSettings(['CONFIG_NAME']), process.env)
  const report = await withDatabases((databases) => uncoveredValues(databases, { configName, limit }))
  if (json) return printJson(report)
  const rows = report.fields.flatMap(({ field, values }) =>
    values.map(({ value, contacts, suggestion, neighbors }) => {
      const { find = '', replace = '' } = suggestion?.document ?? {}
      return {
        field,
        value,
        contacts,
        find,
        replace,
        why: suggestion?.why ?? '',
        near: neighbors.join(' | '),
      }
    }),
  )
  printRows(rows)
  say(`${report.looked} contacts looked at`)
}

function nameOf({ ruleType, ruleId }: RuleRef): string {
  return ruleId === undefined ? ruleType : `${ruleType} ${ruleId}`
}
