import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import { metricsTable, type StageName, stages } from '@dwmops/fleet'
import { parse, stringify } from 'yaml'
import { repository } from '../support/kube-manifests.ts'
import type { Rule } from '../support/prometheus/rules.ts'
import { prometheusTools, promtool } from '../support/prometheus/tools.ts'

const file = path.join(repository, 'k8s/components/old-metric-names/rules.yaml')
const { groups } = (
  parse(readFileSync(file, 'utf8')) as { spec: { groups: { name: string; rules: Rule[] }[] } }
).spec

/** How the code of the old fleet prefixed what a script pushed. */
const prefixes: Readonly<Record<StageName, string>> = {
  'get-contacts': 'BATCH_HOURLY_ELOQUA_DWM_',
  'wash-contacts': 'BATCH_MINUTELY_ELOQUA_DWM_',
  'update-indicators': 'BATCH_MINUTELY_ELOQUA_DWM_',
  'post-contacts': 'BATCH_HOURLY_ELOQUA_DWM_',
  'clean-queues': 'BATCH_MINUTELY_ELOQUA_DWM_',
  'refresh-indicators': 'BATCH_DAILY_ELOQUA_DWM_',
}
/** Those that the old fleet pushed for each run; the queues' apart. */
const ofRuns = Object.entries(metricsTable).filter(([name]) => /^(last|total)_/.test(name))

describe('the metric names of the old fleet', async () => {
  for (const { name, explicitLog } of stages) {
    it(`are there for all that ${name} pushes under the names of its README, under its old job`, () => {
      const rules = groups.find((group) => group.name === `dwmops-old-${name}`)?.rules ?? []
      const pushed = ofRuns.filter(([, metric]) => (metric.stages as readonly StageName[]).includes(name))
      assert.deepEqual(
        rules.map(({ record }) => record).toSorted(),
        pushed.map(([metric]) => `${prefixes[name]}${metric}`).toSorted(),
      )
      for (const { labels } of rules)
        assert.deepEqual(labels, { job: explicitLog, exported_job: explicitLog })
    })
  }

  const tools = await prometheusTools()
  const folder = mkdtempSync(path.join(tmpdir(), 'dwmops-old-names-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  const rulesFile = path.join(folder, 'rules.yaml')
  writeFileSync(rulesFile, stringify({ groups }))

  it('are sound', () => {
    const { passed, output } = promtool(tools, ['check', 'rules', '--lint=all', '--lint-fatal', rulesFile])
    assert.ok(passed, output)
  })

  it('have the values of today', () => {
    const series = (metric: string, labels: string) =>
      `${metric}{namespace="dwm",environment="prod",${labels}}`
    const given = {
      [series('last_success_unixtime', 'stage="post-contacts",exported_job="post-contacts"')]: '1700000000x5',
      [series('total_records_errored', 'stage="refresh-indicators"')]: '7x5',
      [series('QueueSize', 'queue="dwmQueue",stage="clean-queues"')]: '600x5',
      [series('dwm_queue_oldest_age_seconds', 'queue="processedQueue",stage="clean-queues"')]: '90x5',
    }
    const expected = {
      'BATCH_HOURLY_ELOQUA_DWM_last_success_unixtime{job="Eloqua_Contacts_DWM_POST"}': 1_700_000_000,
      'BATCH_DAILY_ELOQUA_DWM_total_records_errored{job="Eloqua_Contacts.Indicators_Refresh"}': 7,
      'QueueSize_DWM{job="CLEAN_QUEUE_DWM_dwmQueue"}': 600,
      'QueueMaxTimestamp_DWM{exported_job="CLEAN_QUEUE_DWM_processedQueue"}': 90,
    }
    const test = {
      interval: '1m',
      input_series: Object.entries(given).map(([name, values]) => ({ series: name, values })),
      promql_expr_test: Object.entries(expected).map(([expr, value]) => ({
        expr: `max(${expr})`,
        eval_time: '3m',
        exp_samples: [{ labels: '{}', value }],
      })),
    }
    const cases = path.join(folder, 'cases.yaml')
    writeFileSync(cases, stringify({ rule_files: ['rules.yaml'], evaluation_interval: '1m', tests: [test] }))
    const { passed, output } = promtool(tools, ['test', 'rules', cases])
    assert.ok(passed, output)
  })
})
