import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import { stages } from '@dwmops/fleet'
import { garbageBounds } from '@dwmops/local-fleet'
import { parse } from 'yaml'
import { programs } from '../../packages/programs.ts'
import { podTemplates, render, repository } from '../support/kube-manifests.ts'

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

  it('build images anew, and hold releases to them, for every source that gets into an image', () => {
    const entries = read('packages/Dockerfile.dockerignore').matchAll(/^!(\S+)/gm)
    const sources = Array.from(entries, ([, name = '']) => name).toSorted()
    const { on } = parse(read('.github/workflows/images.yml')) as { on: { push: { paths: string[] } } }
    const watched = on.push.paths.filter((name) => !name.startsWith('.github/'))
    assert.deepEqual(watched.map((name) => name.replace('/**', '')).toSorted(), sources)
    const [, released = ''] = /const sources = \[([^\]]*)\]/.exec(read('.ci/released-images.ts')) ?? []
    assert.deepEqual(Array.from(released.matchAll(/'([^']+)'/g), ([, name]) => name).toSorted(), sources)
  })

  it('give an image the time of its commit, so that the same commit gives the same image', () => {
    const { jobs } = parse(read('.github/workflows/images.yml')) as {
      jobs: { image: { steps: { id?: string; env?: object; with?: Record<string, unknown> }[] } }
    }
    const build = jobs.image.steps.find(({ id }) => id === 'build')
    assert.match(JSON.stringify(build?.env), /SOURCE_DATE_EPOCH.*steps\.commit\.outputs\.time/)
    assert.match(String(build?.with?.['outputs']), /(^|,)rewrite-timestamp=true(,|$)/)
  })

  it('keep renovate from the image of every program, which the workflow pins', () => {
    const [, names = ''] = /"ghcr\.io\/\*\*\/\{([^}]*)\}"/.exec(read('.github/renovate.json')) ?? []
    assert.deepEqual(names.split(',').toSorted(), programs.toSorted())
  })
})

describe('Dockerfile', () => {
  const dockerfile = read('packages/Dockerfile')

  it('fixes its bases by digest and runs as a numeric user', () => {
    const bases = [...dockerfile.matchAll(/^ARG \w+_IMAGE=(.+)$/gm)].map(([, base]) => base ?? '')
    assert.equal(bases.length, 2)
    for (const base of bases) assert.match(base, /@sha256:[0-9a-f]{64}$/)
    assert.match(dockerfile, /^USER \d+$/m)
  })

  it('runs a program as Node itself, with garbage bounded as `npm start` and `npm run bench` bound it', () => {
    const [, entrypoint = ''] = /^ENTRYPOINT (.+)$/m.exec(dockerfile) ?? []
    assert.deepEqual(JSON.parse(entrypoint), ['/nodejs/bin/node', ...garbageBounds, '/app/main.mjs'])
  })

  it('has a program for every stage', () => {
    assert.deepEqual(
      stages.map((stage) => stage.name).filter((name) => !programs.includes(name)),
      [],
    )
  })
})

describe('versions of images', () => {
  it('are digests, or tags that the workflow gives: the branch, or a commit', () => {
    for (const overlay of ['dev', 'prod']) {
      const { images } = parse(read(`k8s/overlays/${overlay}/images/kustomization.yaml`)) as {
        images: { newTag?: string; digest?: string }[]
      }
      for (const { newTag, digest } of images)
        assert.match(newTag ?? digest ?? '', /^(main|[0-9a-f]{40}|sha256:[0-9a-f]{64})$/)
    }
    assert.match(read('.github/workflows/images.yml'), /\$\{\{ env\.IMAGE \}\}:main$/m)
  })
})

describe('the registry', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dwmops-registry-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  for (const part of ['k8s', 'skaffold.yaml'])
    cpSync(path.join(repository, part), path.join(folder, part), { recursive: true })
  const set = (...args: string[]) =>
    spawnSync(process.execPath, ['.ci/set-registry.ts', ...args, '--root', folder], {
      cwd: repository,
      encoding: 'utf8',
    })
  const pods = (overlay: string) => podTemplates(render(path.join(folder, 'k8s/overlays', overlay)))

  it('is named in one place, which skaffold builds for as well', () => {
    const named = execFileSync(
      'git',
      ['grep', '-l', 'ghcr.io/dwmops/', '--', 'k8s/base', 'k8s/components', 'k8s/overlays'],
      { cwd: repository, encoding: 'utf8' },
    )
    assert.deepEqual(named.trim().split('\n'), ['k8s/components/registry/kustomization.yaml'])
    const { status, stderr } = set('ghcr.io/dwmops')
    assert.deepEqual([status, stderr], [0, ''])
    for (const file of ['k8s/components/registry/kustomization.yaml', 'skaffold.yaml'])
      assert.equal(readFileSync(path.join(folder, file), 'utf8'), read(file))
  })

  it('of your own is taken by every image, with a secret to pull, and runbooks of your own', () => {
    const given = ['registry.example.com:5000/team/dwm', '--pull-secret', 'pull', '--third-party']
    assert.equal(set(...given, '--repository', 'https://git.example.com/Team/dwm').status, 0)
    for (const overlay of ['dev', 'prod']) {
      for (const { owner, template } of pods(overlay)) {
        for (const { image } of template.spec.containers)
          assert.match(image, /^registry\.example\.com:5000\/team\/dwm\/[a-z-]+[:@]/, owner)
        assert.deepEqual(template.spec['imagePullSecrets'], [{ name: 'pull' }], owner)
      }
    }
    const alerts = readFileSync(path.join(folder, 'k8s/components/prometheus-rules/alerts.yaml'), 'utf8')
    const runbooks = [...alerts.matchAll(/runbook_url: (\S+)#/g)].map(([, url]) => url)
    assert.deepEqual([...new Set(runbooks)], ['https://git.example.com/Team/dwm/blob/main/k8s/runbooks.md'])
    assert.match(
      readFileSync(path.join(folder, 'skaffold.yaml'), 'utf8'),
      /image: registry\.example\.com:5000\/team\/dwm\/api$/m,
    )
  })

  for (const wrong of ['ghcr.io/Team', 'https://registry.example.com', '']) {
    it(`is refused as ${wrong || 'nothing'}`, () => {
      const { status, stderr } = set(wrong)
      assert.equal(status, 2)
      assert.match(stderr, /usage: npm run registry/)
    })
  }

  it('follows the owner of the repository in lower case in every workflow', () => {
    for (const file of ['images', 'release']) {
      const text = read(`.github/workflows/${file}.yml`)
      assert.match(text, /ghcr\.io\/\$\{OWNER,,\}/)
      assert.doesNotMatch(text, /ghcr\.io\/\$\{\{|ghcr\.io\/dwmops/)
    }
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
    return (name: string) => readFileSync(path.join(overlays, name, 'images/kustomization.yaml'), 'utf8')
  }
  const imagesIn = (text: string) => (parse(text) as { images: Record<string, string>[] }).images

  it('puts digests in place of tags, of what production runs, and says what they were built from', () => {
    const written = pin({ 'wash-contacts': `${digest}\n`, dwm: digest })('prod')
    const pinned = imagesIn(written).filter((image) => image['digest'] !== undefined)
    assert.deepEqual(pinned, [{ name: 'dwmops/wash-contacts', digest }])
    assert.match(written, /^# Versions of production/)
    assert.match(written, new RegExp(`^# Built from ${commit}$`, 'm'))
  })

  it('gives dev the tag of the same images, as skaffold leaves digests alone', () => {
    const images = imagesIn(pin({ dwm: digest })('dev'))
    const tagOf = (program: string) =>
      images.find((image) => image['name'] === `dwmops/${program}`)?.['newTag']
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
  const released = (from = 'ghcr.io/dwmops') => run(process.execPath, script('released-images.ts'), from)
  const manifests = [
    ...['dev', 'prod'].map((name) => `k8s/overlays/${name}/images/kustomization.yaml`),
    'k8s/components/registry/kustomization.yaml',
  ]
  const digest = `sha256:${'ab'.repeat(32)}`

  it('are those that production pins, once they are of the very sources, and no others', () => {
    git('init', '-q')
    commit('package-lock.json', '{}')
    for (const manifest of manifests) commit(manifest, read(manifest))
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
    assert.match(released('ghcr.io/somebody').err, /takes \S+ from ghcr\.io\/dwmops/)
    commit('packages/api/src/main.ts', '2')
    assert.equal(released().status, 1)
    assert.match(released().err, new RegExp(`built from ${built}, not from the sources of this tag`))
  })
})
