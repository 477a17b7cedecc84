import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { stages } from '@dwmops/fleet'
import { contactsOnList, type Fleet, openFleet, recordsUnderWay } from '@dwmops/local-fleet'
import { waitUntil } from '@dwmops/local-mongo/testing'
import { programs } from '../../packages/programs.ts'
import {
  buildImage,
  forgetOldLayers,
  type ImageConfig,
  startRestricted,
  whyNoImages,
} from '../support/image-tools.ts'
import { cronJobs, quantity, render } from '../support/kube-manifests.ts'
import { lookAt } from '../support/sandbox.ts'
import { answers, freePorts } from '../support/server-process.ts'

const maxImageBytes = 200_000_000
/** What update-indicators and post-contacts hold in memory at once, by default. */
const fullBatch = 30_000

describe('images', { skip: whyNoImages }, () => {
  const images = new Map<string, ImageConfig>()
  let fleet: Fleet

  before(async () => {
    // one after the other: the first one installs and bundles, the others take its layer
    for (const program of programs) images.set(program, await buildImage(program))
    forgetOldLayers()
    fleet = await openFleet({ seedContacts: fullBatch })
  })
  after(() => fleet?.stop())

  it('are small, of a numeric user, with Node as process 1', () => {
    for (const [program, { user, entrypoint, bytes }] of images) {
      assert.match(user, /^[1-9]\d*$/, program)
      assert.deepEqual(entrypoint.slice(-1), ['/app/main.mjs'], program)
      assert.match(entrypoint[0] ?? '', /\/node$/, program)
      assert.ok(bytes < maxImageBytes, `${program}: ${bytes} bytes`)
    }
  })

  it('do the work of every stage on full batches as a restricted user, within the memory that its CronJob asks for', async () => {
    const jobs = cronJobs(render('overlays/prod'))
    // refresh-indicators first: what the others flag is old no more
    const refresh = stages.filter(({ name }) => name === 'refresh-indicators')
    for (const { name } of [...refresh, ...stages.filter((stage) => !refresh.includes(stage))]) {
      const [container] =
        jobs.find((job) => job.metadata.name === name)?.spec.jobTemplate.spec.template.spec.containers ?? []
      const memory = quantity(container?.resources.requests['memory'] ?? '')
      const limits = ['--memory', String(memory), '--memory-swap', String(memory)]
      const settings = { ...fleet.environment, MAX_RUNTIME_SECONDS: '600' }
      const { exitCode, output } = await startRestricted(name, settings, [], limits).finished
      assert.equal(exitCode, 0, `${name} in ${memory} bytes: ${output.slice(-3000)}`)
      const [, records = '0'] = /"in":(\d+).*"msg":"run finished"/.exec(output) ?? []
      if (name !== 'clean-queues') assert.equal(Number(records), fullBatch, output.slice(-3000))
    }
    const contacts = await lookAt(fleet.sandbox).contacts()
    assert.deepEqual(new Set(contacts.map((contact) => contact.imports)), new Set([1]))
    assert.equal(await recordsUnderWay(fleet), 0)
    assert.equal(await contactsOnList(fleet), 0)
  })

  it('say what is missing when they are started without settings', async () => {
    const { exitCode, output } = await startRestricted('wash-contacts', {}).finished
    assert.equal(exitCode, 2)
    assert.match(output, /MONGODB_URL/)
  })

  it("hold the operator's command, which finds the queues that the stages used", async () => {
    const { exitCode, output } = await startRestricted('dwm', fleet.environment, ['queue', 'ls']).finished
    assert.equal(exitCode, 0, output)
    assert.match(output, /processedQueue/)
  })

  it('hold an Eloqua that answers, and ends at SIGTERM', async () => {
    const [port = 0] = await freePorts(1)
    const sandbox = startRestricted('eloqua-sandbox', {}, ['--port', String(port), '--contacts', '10'])
    await waitUntil('the sandbox answers', () => answers(`http://127.0.0.1:${port}/sandbox/contacts`))
    sandbox.process.kill('SIGTERM')
    const { exitCode } = await sandbox.finished
    assert.ok(exitCode === 0 || exitCode === 143)
  })

  it('hold an API and a console that are ready as a restricted user, and end at SIGTERM', async () => {
    const [port = 0] = await freePorts(1)
    const api = startRestricted('api', { ...fleet.environment, API_PORT: String(port) })
    await waitUntil('the API is ready', () => answers(`http://127.0.0.1:${port}/readyz`))
    const page = await fetch(`http://127.0.0.1:${port}/console/`)
    assert.match(await page.text(), /<title>/)
    api.process.kill('SIGTERM')
    const { exitCode, output } = await api.finished
    assert.ok(exitCode === 0 || exitCode === 143, output)
  })
})
