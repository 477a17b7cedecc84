import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { parse } from 'yaml'
import { programs } from '../../packages/programs.ts'
import { parseObjects, podTemplates, render } from '../support/kube-manifests.ts'
import { type Skaffold, skaffoldYaml, startSkaffold, whyNoSkaffold } from '../support/skaffold.ts'

const registry = 'ghcr.io/dwmops/'
const profiles = ['dev', 'prod']

interface SkaffoldConfig {
  build: {
    artifacts: {
      image: string
      context: string
      docker: { dockerfile: string; buildArgs: { STAGE: string } }
    }[]
  }
  profiles: { name: string }[]
}

describe('skaffold.yaml', () => {
  const config = parse(skaffoldYaml) as SkaffoldConfig

  it('builds every program from the one Dockerfile', () => {
    const built = config.build.artifacts.map(({ image, context, docker }) => {
      assert.deepEqual([context, docker.dockerfile], ['.', 'packages/Dockerfile'])
      assert.equal(image, `${registry}${docker.buildArgs.STAGE}`)
      return docker.buildArgs.STAGE
    })
    assert.deepEqual(built.toSorted(), programs.toSorted())
  })

  it('has a profile an overlay', () => {
    assert.deepEqual(
      config.profiles.map(({ name }) => name),
      profiles,
    )
  })
})

describe('skaffold', { skip: whyNoSkaffold }, () => {
  let skaffold: Skaffold
  before(async () => {
    skaffold = await startSkaffold()
  })
  after(() => skaffold?.stop())

  for (const profile of profiles) {
    it(`diagnoses ${profile}, with everything that goes into its images, and has nothing to say against it`, async () => {
      const { exitCode, out, err } = await skaffold.run(['diagnose', '--profile', profile])
      assert.deepEqual([exitCode, err], [0, ''], out.slice(-2000))
      const diagnosed = [...out.matchAll(/^Docker artifact: (\S+)\n - Size of the context: \d+/gm)]
      assert.deepEqual(
        diagnosed.map(([, image]) => image).toSorted(),
        programs.map((program) => `${registry}${program}`).toSorted(),
      )
    })

    it(`renders ${profile} as kubectl does, with the images that it built, and of ours no other unless pinned`, async () => {
      const command = ['render', '--profile', profile, '--offline=true', '--digest-source=tag', '--tag=built']
      const { exitCode, out, err } = await skaffold.run(command)
      assert.deepEqual([exitCode, err], [0, ''])
      const [objects, expected] = [parseObjects(out), render(`overlays/${profile}`)]
      const names = (all: typeof objects) =>
        all.map(({ kind, metadata }) => `${kind} ${metadata.name}`).toSorted()
      assert.deepEqual(names(objects), names(expected))
      const images = podTemplates(objects).flatMap(({ template }) =>
        template.spec.containers.map(({ image }) => image),
      )
      const ours = images.filter((image) => image.startsWith(registry))
      assert.ok(ours.length > 0)
      for (const image of ours) assert.match(image, /(:built|@sha256:[0-9a-f]{64})$/)
    })
  }

  it('would find a misspelt field, and a Dockerfile that is not there', async () => {
    const misspelt = skaffoldYaml.replace('kubectl: {}', 'kubectll: {}')
    const { err } = await skaffold.run(['diagnose', '--yaml-only'], misspelt)
    assert.match(err, /field kubectll not found/)
    const lost = skaffoldYaml.replace('packages/Dockerfile', 'packages/Lostfile')
    assert.notEqual((await skaffold.run(['diagnose'], lost)).exitCode, 0)
  })
})
