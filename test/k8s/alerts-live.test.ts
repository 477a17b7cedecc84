import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { loadRuleFiles, starter, startStage } from '@dwmops/local-fleet'
import { type LocalMongo, startLocalMongo } from '@dwmops/local-mongo'
import { waitUntil } from '@dwmops/local-mongo/testing'
import { MongoClient } from 'mongodb'
import { named, render } from '../support/kube-manifests.ts'
import { type Rule, writeRulesFile } from '../support/prometheus/rules.ts'
import { type PrometheusServer, startPrometheus } from '../support/prometheus/server.ts'
import {
  type PrometheusTools,
  prometheusTools,
  type Server,
  startServer,
} from '../support/prometheus/tools.ts'

const databases = { QUEUE_DATABASE: 'alerts_live_queue', RULES_DATABASE: 'alerts_live_rules' }
/** In place of 15 minutes and of every `for`. */
const staleAfterSeconds = 12

function hastened(rule: Rule): Rule {
  const expr = rule.expr.replace('> 900', `> ${staleAfterSeconds}`)
  return rule.for === undefined || rule.alert === 'DwmopsStageAbsent'
    ? { ...rule, expr }
    : { ...rule, expr, for: '1s' }
}

describe('alerts on what real runs pushed', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dwmops-live-'))
  let tools: PrometheusTools
  let mongo: LocalMongo
  let pushgateway: Server
  let prometheus: PrometheusServer

  /** With the arguments of the Deployment, its volume in a folder of ours. */
  const startPushgateway = (port?: number) => {
    const deployment = named(render('overlays/prod'), 'Deployment', 'pushgateway') as unknown as {
      spec: { template: { spec: { containers: [{ args: string[] }] } } }
    }
    const { args } = deployment.spec.template.spec.containers[0]
    return startServer(
      tools.pushgateway,
      args.map((arg) => arg.replace('/data', folder)),
      port,
    )
  }

  before(async () => {
    tools = await prometheusTools()
    mongo = await startLocalMongo()
    const client = await new MongoClient(mongo.url).connect()
    await loadRuleFiles(client.db(databases.RULES_DATABASE), starter.rules, starter.config)
    await client.close()
    pushgateway = await startPushgateway()
    const rulesFile = path.join(folder, 'rules.yaml')
    writeRulesFile(rulesFile, hastened)
    prometheus = await startPrometheus(tools, folder, { pushgateway: pushgateway.url, rulesFile })
  })
  after(async () => {
    await prometheus?.stop()
    await pushgateway?.stop()
    await mongo?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const run = async (stage: string, settings: Record<string, string> = {}) => {
    const { exitCode } = await startStage(stage, {
      ENVIRONMENT: 'prod',
      MONGODB_URL: mongo.url,
      PUSHGATEWAY: new URL(pushgateway.url).host,
      CONFIG_NAME: starter.configName,
      ...databases,
      ...settings,
    }).finished
    return exitCode
  }
  const firing = async (alertname: string, stage: string) =>
    (await prometheus.alerts()).some(
      ({ state, labels }) =>
        state === 'firing' && labels['alertname'] === alertname && labels['stage'] === stage,
    )

  it('sees a success, under the stage though the job label is renamed', async () => {
    const since = Math.floor(Date.now() / 1000)
    assert.equal(await run('clean-queues'), 0)
    assert.equal(await run('wash-contacts'), 0)
    await waitUntil('both stages are seen', async () => {
      const seen = await prometheus.query('dwmops:stage:last_success', 'stage')
      return ['clean-queues', 'wash-contacts'].every((stage) => (seen[stage] ?? 0) >= since)
    })
    assert.equal(await firing('DwmopsStageStale', 'clean-queues'), false)
    assert.equal(await firing('DwmopsStageFailing', 'wash-contacts'), false)
  })

  it('sounds for a stage that stays away, and falls silent at its next success', async () => {
    await waitUntil('clean-queues is stale', () => firing('DwmopsStageStale', 'clean-queues'))
    assert.equal(await run('clean-queues'), 0)
    await waitUntil('clean-queues is well', async () => !(await firing('DwmopsStageStale', 'clean-queues')))
  })

  it('sounds for a failed run, which leaves the last success alone, until one succeeds', async () => {
    const lastSuccess = async () =>
      (await prometheus.query('dwmops:stage:last_success', 'stage'))['wash-contacts']
    const before = await lastSuccess()
    assert.equal(
      await run('wash-contacts', { MONGODB_URL: 'mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=500' }),
      3,
    )
    await waitUntil('wash-contacts fails', () => firing('DwmopsStageFailing', 'wash-contacts'))
    assert.equal(await lastSuccess(), before)
    assert.equal(await run('wash-contacts'), 0)
    await waitUntil(
      'wash-contacts is well',
      async () => !(await firing('DwmopsStageFailing', 'wash-contacts')),
    )
  })

  it('sounds when the Pushgateway is unavailable, and forgets nothing by that', async () => {
    const queues = await prometheus.query('QueueSize', 'queue')
    assert.ok(Object.keys(queues).length >= 3)
    await pushgateway.stop()
    await waitUntil('the Pushgateway is missed', async () =>
      (await prometheus.alerts()).some(
        ({ state, labels }) => state === 'firing' && labels['alertname'] === 'DwmopsPushgatewayDown',
      ),
    )
    pushgateway = await startPushgateway(Number(new URL(pushgateway.url).port))
    await waitUntil('its metrics are back', async () => {
      const now = await prometheus.query('QueueSize', 'queue')
      return JSON.stringify(now) === JSON.stringify(queues)
    })
  })
})
