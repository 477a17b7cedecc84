import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import { stages } from '@dwmops/fleet'
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
  const commit = 'cd'.repeat(20)
  const pin = (digests: Record<string, string>) => {
    const given = mkdtempSync(path.join(folder, 'digests-'))
    for (const [program, text] of Object.entries(digests)) writeFileSync(path.join(given, program), text)
    const overlays = mkdtempSync(path.join(folder, 'overlays-'))
    cpSync(path.join(repository, 'k8s/overlays'), overlays, { recursive: true })
    execFileSync(process.execPath, ['.ci/pin-images.ts', given, commit, overlays], {
      cwd: repository,
      stdio: 'pipe',
    })
    return (name: string) => readFileSync(path.join(overlays, name, 'kustomization.yaml'), 'utf8')
  }
  const imagesIn = (text: string) => (parse(text) as { images: Record<string, string>[] }).images

  it('puts digests in place of tags, of what production runs, and says what they were built from', () => {
    const written = pin({ 'wash-contacts': `${digest}\n`, dwm: digest })('prod')
    const pinned = imagesIn(written).filter((image) => image['digest'] !== undefined)
    assert.deepEqual(pinned, [{ name: `${registry}wash-contacts`, digest }])
    assert.match(written, /^# Production\./)
    assert.match(written, new RegExp(`^# Built from ${commit}$`, 'm'))
  })

  it('gives dev the tag of the same images, as skaffold leaves digests alone', () => {
    const images = imagesIn(pin({ dwm: digest })('dev'))
    const tagOf = (program: string) =>
      images.find((image) => image['name'] === `${registry}${program}`)?.['newTag']
    assert.equal(tagOf('dwm'), commit)
    assert.notEqual(tagOf('wash-contacts'), commit)
  })

  it('refuses what is no digest', () => {
    assert.throws(() => pin({ 'wash-contacts': 'latest' }), /wash-contacts: not a digest/)
  })
})

describe('released-images', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dwmops-release-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  const run = (program: string, ...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: 'utf8' })
    return { status, out: stdout.trim(), err: stderr }
  }
  const git = (...args: string[]) => {
    const who = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.com']
    const { status, out, err } = run('git', ...who, ...args)
    assert.equal(status, 0, err)
    return out
  }
  const commit = (file: string, text: string) => {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true })
    writeFileSync(path.join(folder, file), text)
    git('add', '.')
    git('commit', '-qm', file)
    return git('rev-parse', 'HEAD')
  }
  const script = (name: string) => path.join(repository, '.ci', name)
  const released = () => run(process.execPath, script('released-images.ts'))
  const overlays = ['dev', 'prod'].map((name) => `k8s/overlays/${name}/kustomization.yaml`)
  const digest = `sha256:${'ab'.repeat(32)}`

  it('are those that production pins, once they are of the very sources, and no others', () => {
    git('init', '-q')
    commit('package-lock.json', '{}')
    for (const overlay of overlays) commit(overlay, read(overlay))
    const built = commit('packages/api/src/main.ts', '1')
    assert.match(released().err, /pins no digest of .*wash-contacts/)
    for (const program of programs) commit(`digests/${program}`, digest)
    assert.equal(run(process.execPath, script('pin-images.ts'), 'digests', built).status, 0)
    commit('README.md', 'pinned')
    const { status, out, err } = released()
    assert.equal(status, 0, err)
    const lines = out.split('\n')
    assert.equal(lines.length, programs.length)
    assert.ok(lines.includes(`${registry}api ${registry}api@${digest}`))
    assert.ok(lines.includes(`${registry}dwm ${registry}dwm:${built}`))
    commit('packages/api/src/main.ts', '2')
    assert.equal(released().status, 1)
    assert.match(released().err, new RegExp(`built from ${built}, not from the sources of this tag`))
  })
})
