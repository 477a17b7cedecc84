import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { after, before, describe, it } from 'node:test'
import { stages } from '@dwmops/fleet'
import { contactsOnList, type Fleet, openFleet, programFile, starter } from '@dwmops/local-fleet'
import { type Cluster, startCluster, whyNoCluster } from '../support/kube/cluster.ts'
import { customResources, whyNoKubeconform } from '../support/kube/kubeconform.ts'
import { type PodRunner, startPodRunner } from '../support/kube/pod-runner.ts'
import { type CronJob, repository } from '../support/kube-manifests.ts'

const project = 'dwm-first-day'
const page = readFileSync(path.join(repository, 'k8s/first-day.md'), 'utf8')

/** The commands of the sections with these numbers, as they stand. */
function commandsOf(...sections: number[]): string {
  const wanted = page.split(/^## /m).filter((section) => sections.includes(Number.parseInt(section, 10)))
  return wanted
    .flatMap((section) => [...section.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block]) => block))
    .join('\n')
}

describe('k8s/first-day.md', { skip: whyNoCluster ?? whyNoKubeconform }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dwmops-first-day-'))
  let fleet: Fleet
  let cluster: Cluster
  let runner: PodRunner

  before(async () => {
    fleet = await openFleet({ seedContacts: 20 })
    cluster = await startCluster()
    await cluster.kubectl.must(['create', '-f', customResources])
    runner = await startPodRunner(cluster.kubeconfig, (image) => {
      const stage = stages.find(({ name }) => image.startsWith(`ghcr.io/dwmops/${name}:`))
      return stage && [process.execPath, programFile(stage.name)]
    })
    const [config] = JSON.parse(readFileSync(starter.config, 'utf8')) as object[]
    writeFileSync(
      path.join(folder, 'config.json'),
      JSON.stringify([{ ...config, configName: 'Eloqua_Contacts_DWM' }]),
    )
  })
  after(async () => {
    await runner?.stop()
    await cluster?.stop()
    await fleet?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Runs commands of the page in one shell, with what its first section has the reader fill in. */
  const follow = async (commands: string) => {
    const { MONGODB_URL, ELOQUA_LOGIN_URL, ELOQUA_COMPANY, ELOQUA_USERNAME, ELOQUA_PASSWORD } =
      fleet.environment
    const filledIn: Record<string, string | undefined> = {
      ...{
        PROJECT: project,
        MONGODB_URL,
        ELOQUA_LOGIN_URL,
        ELOQUA_COMPANY,
        ELOQUA_USERNAME,
        ELOQUA_PASSWORD,
      },
      ...{ RULES: starter.rules, CONFIG: path.join(folder, 'config.json') },
    }
    const asked = [...commandsOf(1).matchAll(/\b([A-Z_]+)=/g)].map(([, name = '']) => name)
    assert.deepEqual(asked.toSorted(), Object.keys(filledIn).toSorted())
    const child = spawn('bash', ['-euo', 'pipefail', '-c', commands], {
      cwd: repository,
      env: { PATH: process.env['PATH'], HOME: folder, KUBECONFIG: cluster.kubeconfig, ...filledIn },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const ended = [once(child, 'close'), text(child.stdout), text(child.stderr)] as const
    const [[code], out, err] = await Promise.all(ended)
    assert.equal(code, 0, `${out}\n${err}`)
    return { out, err }
  }
  const suspended = async () => {
    const { items } = await cluster.kubectl.get<{ items: CronJob[] }>(['-n', project, 'cronjobs'])
    const names = items.filter(({ spec }) => spec.suspend === true).map(({ metadata }) => metadata.name)
    return stages.map(({ name }) => name).filter((name) => names.includes(name))
  }
  const all = stages.map(({ name }) => name)
  const applyAgain = () =>
    cluster.kubectl.run(['-n', project, 'apply', '-k', path.join(repository, 'k8s/overlays/prod')])

  it('leads to a project in which all is there and nothing runs, without a warning', async () => {
    const { err } = await follow(commandsOf(2, 3, 4))
    assert.doesNotMatch(err, /warning/i)
    assert.deepEqual(await suspended(), all)
    const { exitCode, stderr } = await applyAgain()
    assert.deepEqual([exitCode, stderr], [0, ''])
    assert.deepEqual(await suspended(), all)
  })

  it('leads to contacts that flow', async () => {
    const function_ = commandsOf(2)
      .split('\n')
      .filter((line) => line.startsWith('dwm()'))
    const waiting = await contactsOnList(fleet)
    assert.ok(waiting > 0)
    await follow([...function_, commandsOf(5, 6, 7)].join('\n'))
    assert.deepEqual(await suspended(), [])
    assert.equal(await contactsOnList(fleet), 0)
  })

  it('has later applies leave running what runs, and suspended what is suspended', async () => {
    await applyAgain()
    assert.deepEqual(await suspended(), [])
    await cluster.kubectl.must([
      '-n',
      project,
      'patch',
      'cronjob',
      'get-contacts',
      '-p',
      '{"spec":{"suspend":true}}',
    ])
    await applyAgain()
    assert.deepEqual(await suspended(), ['get-contacts'])
  })
})
