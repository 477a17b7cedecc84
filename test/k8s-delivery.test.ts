import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import { stages } from '@dwmops/job-runner'
import { parse } from 'yaml'
import { programs } from '../packages/programs.ts'
import { repository } from './support/kube-manifests.ts'

const read = (file: string) => readFileSync(path.join(repository, file), 'utf8')
const registry = 'ghcr.io/dwmops/'

describe('workflows', () => {
  const files = readdirSync(path.join(repository, '.github/workflows'))

  for (const file of files) {
    const text = read(`.github/workflows/${file}`)

    it(`${file} takes actions by commit and starts with the right to read alone`, () => {
      for (const [, action = ''] of text.matchAll(/uses: (\S+)/g)) {
        if (!action.startsWith('./')) assert.match(action, /^[\w-]+\/[\w-]+@[0-9a-f]{40}$/)
      }
      assert.deepEqual((parse(text) as { permissions: unknown }).permissions, { contents: 'read' })
    })
  }

  it('publish every program', () => {
    const images = parse(read('.github/workflows/images.yml')) as {
      jobs: { image: { strategy: { matrix: { program: string[] } } } }
    }
    assert.deepEqual(images.jobs.image.strategy.matrix.program.toSorted(), programs.toSorted())
  })
})

describe('Dockerfile', () => {
  const dockerfile = read('packages/Dockerfile')

  it('fixes its bases by digest and runs Node as process 1 of a numeric user', () => {
    const bases = [...dockerfile.matchAll(/^ARG \w+_IMAGE=(.+)$/gm)].map(([, base]) => base ?? '')
    assert.equal(bases.length, 2)
    for (const base of bases) assert.match(base, /@sha256:[0-9a-f]{64}$/)
    assert.match(dockerfile, /^USER \d+$/m)
    assert.match(dockerfile, /^ENTRYPOINT \["[^"]*node",/m)
  })

  it('has a program for every stage', () => {
    assert.deepEqual(
      stages.map((stage) => stage.name).filter((name) => !programs.includes(name)),
      [],
    )
  })
})

describe('pin-images', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dwmops-pin-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  const digest = `sha256:${'ab'.repeat(32)}`
  const pin = (digests: Record<string, string>) => {
    const given = mkdtempSync(path.join(folder, 'digests-'))
    for (const [program, text] of Object.entries(digests)) writeFileSync(path.join(given, program), text)
    const overlay = mkdtempSync(path.join(folder, 'overlay-'))
    const file = path.join(overlay, 'kustomization.yaml')
    copyFileSync(path.join(repository, 'k8s/overlays/prod/kustomization.yaml'), file)
    execFileSync(process.execPath, ['.ci/pin-images.ts', given, file], { cwd: repository, stdio: 'pipe' })
    return readFileSync(file, 'utf8')
  }

  it('puts digests in place of tags, of what production runs', () => {
    const written = pin({ 'wash-contacts': `${digest}\n`, dwm: digest })
    const { images } = parse(written) as { images: Record<string, string>[] }
    assert.deepEqual(
      images.find((image) => image['name'] === `${registry}wash-contacts`),
      {
        name: `${registry}wash-contacts`,
        digest,
      },
    )
    assert.equal(images.filter((image) => image['digest'] !== undefined).length, 1)
    assert.match(written, /^# Production\./)
  })

  it('refuses what is no digest', () => {
    assert.throws(() => pin({ 'wash-contacts': 'latest' }), /wash-contacts: not a digest/)
  })
})
