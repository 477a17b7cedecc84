import assert from 'node:assert/strict'
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import {
  type AlertCondition,
  alertConditions,
  metricsTable,
  type Stage,
  settingDefinitions,
  stages,
  syncBudget,
} from '@dwmops/fleet'
import { repository } from '../support/kube-manifests.ts'
import { alerts, allRules, metricsIn, seconds, writeRulesFile } from '../support/prometheus/rules.ts'
import { prometheusTools, promtool } from '../support/prometheus/tools.ts'

/** Metrics that others make, kube-state-metrics and Prometheus itself, and that OpenShift and kube-prometheus keep: they drop kube_*_created. */
const outside = [
  'up',
  'ALERTS',
  'kube_cronjob_spec_suspend',
  'kube_cronjob_status_last_successful_time',
  'kube_deployment_status_replicas_available',
  'kube_job_status_start_time',
  'kube_job_owner',
  'kube_job_failed',
  'kube_job_complete',
]
const known = new Set([...Object.keys(metricsTable), ...outside, ...allRules().map((rule) => rule.record)])

/** The one alert of the name whose expression asks for the stage. */
function alertFor(name: string, stage: Stage): { expr: string; for: string } {
  const asksFor = (expr: string) =>
    [...expr.matchAll(/stage=~?"([^"]*)"/g)].some(([, pattern]) =>
      new RegExp(`^(${pattern})$`).test(stage.name),
    )
  const found = alerts(name).filter((rule) => asksFor(rule.expr))
  assert.equal(found.length, 1, `${name} for ${stage.name}`)
  const [rule] = found
  assert.ok(rule?.for)
  return { expr: rule.expr, for: rule.for }
}

describe('alerts', () => {
  for (const stage of stages) {
    it(`know how long ${stage.name} may go without success`, () => {
      const [, limit] = / > (\d+)/.exec(alertFor('DwmopsStageStale', stage).expr) ?? []
      assert.equal(Number(limit), stage.successMaxAgeSeconds)
      assert.equal(seconds(alertFor('DwmopsStageAbsent', stage).for), stage.successMaxAgeSeconds)
      alertFor('DwmopsStageFailing', stage)
    })
  }

  it('judge suspension and Jobs of every stage', () => {
    for (const name of ['dwmops:stage:suspended', 'dwmops:job:finished']) {
      const expr = allRules().find((rule) => rule.record === name)?.expr ?? ''
      const [, pattern = ''] = /(?:cronjob|owner_name)=~"([^"]*)"/.exec(expr) ?? []
      for (const stage of stages)
        assert.ok(pattern.split('|').includes(stage.name), `${stage.name} in ${name}`)
    }
  })

  it('are the conditions that the console goes by, with severity, runbook and limit', () => {
    const named = new Map(
      Object.values<AlertCondition>(alertConditions).flatMap((one) =>
        one.alert === undefined ? [] : [[one.alert, one]],
      ),
    )
    assert.deepEqual(new Set(alerts().map(({ alert }) => alert)), new Set(named.keys()))
    for (const { alert = '', expr, labels, annotations } of alerts()) {
      const condition = named.get(alert)
      assert.equal(labels?.['severity'], condition?.severity, alert)
      assert.equal(annotations?.['runbook_url']?.split('#')[1], condition?.runbook, alert)
      if (condition?.limit !== undefined) assert.match(expr, new RegExp(`>=? ${condition.limit}\\b`), alert)
    }
    const [{ expr = '' } = {}] = alerts('DwmopsSyncBudget')
    assert.match(
      expr,
      new RegExp(
        `export\\|import"}\\) > ${syncBudget.export}\\b[\\s\\S]*action"}\\) > ${syncBudget.action}\\b`,
      ),
    )
    const [slow] = alerts('DwmopsQueueDrainsSlowly')
    assert.equal(seconds(slow?.for ?? ''), alertConditions.queueDrainsSlowly.forSeconds)
  })

  it('speak of attempts at half of what makes a dead letter', () => {
    const [rule] = alerts('DwmopsQueueAttemptsHigh')
    const limit = Number(settingDefinitions.MAX_ATTEMPTS.default) / 2
    assert.match(rule?.expr ?? '', new RegExp(`>= ${limit}$`))
  })

  it('read only metrics that exist', () => {
    for (const rule of allRules()) {
      const unknown = metricsIn(rule.expr).filter((name) => !known.has(name))
      assert.deepEqual(unknown, [], rule.alert ?? rule.record)
    }
  })

  it('never rest on the job label, which OpenShift renames, but for up', () => {
    for (const { expr } of allRules())
      assert.doesNotMatch(expr.replaceAll('up{job="pushgateway"}', ''), /\bjob\b(?!:)/)
  })

  it('have a severity, a summary and a runbook that is there', () => {
    const headings = [
      ...readFileSync(path.join(repository, 'k8s/runbooks.md'), 'utf8').matchAll(/^## (.+)$/gm),
    ]
    const anchors = headings.map(([, heading = '']) => heading.toLowerCase().replaceAll(' ', '-'))
    const used = alerts().map(({ alert, labels, annotations }) => {
      assert.match(labels?.['severity'] ?? '', /^(critical|warning)$/, alert)
      assert.ok(annotations?.['summary'], alert)
      return annotations?.['runbook_url']?.split('runbooks.md#')[1]
    })
    assert.deepEqual(new Set(used), new Set(anchors))
  })
})

describe('alerts by promtool', async () => {
  const given = ['', '-of-days', '-of-cadence'].map((which) => `alert-cases${which}.yaml`)
  const source = (name: string) => path.join(import.meta.dirname, '../support/prometheus', name)
  const tools = await prometheusTools()
  const folder = mkdtempSync(path.join(tmpdir(), 'dwmops-rules-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  writeRulesFile(path.join(folder, 'rules.yaml'))

  it('have a case each', () => {
    const text = given.map((name) => readFileSync(source(name), 'utf8')).join('')
    assert.deepEqual(
      alerts().filter(({ alert = '' }) => !text.includes(alert)),
      [],
    )
  })

  it('are sound, and no two of them the same but for what they ask', () => {
    const check = ['check', 'rules', '--lint=all', '--lint-fatal', path.join(folder, 'rules.yaml')]
    const { passed, output } = promtool(tools, check)
    assert.ok(passed, output)
  })

  it('fire when, and only when, something is wrong', () => {
    for (const name of given) copyFileSync(source(name), path.join(folder, name))
    const { passed, output } = promtool(tools, [
      'test',
      'rules',
      ...given.map((name) => path.join(folder, name)),
    ])
    assert.ok(passed, output)
  })
})

describe('Grafana dashboard', () => {
  interface Panel {
    title: string
    targets?: { expr: string }[]
  }
  const file = path.join(repository, 'k8s/components/grafana-dashboard/dwmops.json')
  const dashboard = JSON.parse(readFileSync(file, 'utf8')) as {
    panels: Panel[]
    templating: { list: { query: string }[] }
  }
  const queries = [
    ...dashboard.panels.flatMap((panel) => (panel.targets ?? []).map((target) => target.expr)),
    ...dashboard.templating.list.map((variable) => variable.query).filter((query) => query.includes('(')),
  ]

  it('asks only for metrics of the fleet', () => {
    assert.ok(queries.length > 15)
    for (const query of queries) {
      const names = metricsIn(query.replace(/^label_values\((\w+),.*$/, '$1'))
      assert.ok(names.length > 0, query)
      assert.deepEqual(
        names.filter((name) => !(name in metricsTable)),
        [],
        query,
      )
    }
  })

  it('shows every queue metric', () => {
    const shown = new Set(queries.flatMap(metricsIn))
    const missing = Object.keys(metricsTable).filter(
      (name) => name.startsWith('dwm_queue_') && !shown.has(name),
    )
    assert.deepEqual(missing, [])
  })
})
