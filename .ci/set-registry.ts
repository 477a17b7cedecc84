/**
 * Writes where images come from: `npm run registry -- registry.example.com/team [--pull-secret NAME] [--third-party]
 * [--repository https://github.com/OWNER/REPOSITORY] [--root FOLDER]`. The manifests get the registry by the component `registry`,
 * and skaffold builds under the same names. `--third-party` takes the images of others (MongoDB tools, Pushgateway) from there
 * as well, under the last part of their names. `--repository` is where alerts find their runbooks.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { programs } from '../packages/programs.ts'

const usage = `usage: npm run registry -- REGISTRY[/PATH] [--pull-secret NAME] [--third-party] [--repository URL] [--root FOLDER]`
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'pull-secret': { type: 'string' },
    'third-party': { type: 'boolean', default: false },
    repository: { type: 'string' },
    root: { type: 'string', default: path.join(import.meta.dirname, '..') },
  },
})
const [registry = ''] = positionals
/** Host and path of an image's name, as the OCI distribution specification has them: no capitals, no scheme, no tag. */
const form = /^[a-z0-9]+([.-][a-z0-9]+)*(:\d+)?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/
if (positionals.length !== 1 || !form.test(registry)) {
  console.error(
    `${registry || 'no registry'}: a registry is a host and a path in lower case, without https://\n${usage}`,
  )
  process.exit(2)
}
const { root } = values

writeFileSync(path.join(root, 'k8s/components/registry/kustomization.yaml'), component())
rewrite('skaffold.yaml', (text) => text.replaceAll(/(- image: )\S+\//g, `$1${registry}/`))
const { repository } = values
if (repository !== undefined) {
  rewrite('k8s/components/prometheus-rules/alerts.yaml', (text) =>
    text.replaceAll(/(runbook_url: )\S+(?=\/blob\/main\/)/g, `$1${repository}`),
  )
}

function component(): string {
  const secret = values['pull-secret']
  const images = [...programs.map((program) => [`dwmops/${program}`, program]), ...thirdParty()]
  return [
    '# Where all images come from. This is the one place that says so; `npm run registry -- registry.example.com/team` writes yours.',
    '# Keep it the last component of an overlay, after the versions.',
    'apiVersion: kustomize.config.k8s.io/v1alpha1',
    'kind: Component',
    'images:',
    ...images.map(([name, as]) => `  - { name: ${name}, newName: ${registry}/${as} }`),
    ...(secret === undefined ? [] : ['patches:', ...pullSecret(secret)]),
    '',
  ].join('\n')
}

/** Images of others that the manifests run, as `[name, last part]`. */
function thirdParty(): string[][] {
  if (!values['third-party']) return []
  const texts = globSync('k8s/components/*/*.yaml', { cwd: root }).map((file) =>
    readFileSync(path.join(root, file), 'utf8'),
  )
  const names = texts.flatMap((text) =>
    Array.from(text.matchAll(/^ +image: ([^\s:]+):/gm), ([, name = '']) => name),
  )
  return [...new Set(names)].toSorted().map((name) => [name, path.posix.basename(name)])
}

function pullSecret(name: string): string[] {
  const pods = {
    CronJob: '/spec/jobTemplate/spec/template/spec',
    Deployment: '/spec/template/spec',
    StatefulSet: '/spec/template/spec',
  }
  return Object.entries(pods).flatMap(([kind, pod]) => [
    `  - target: { kind: ${kind} }`,
    '    patch: |-',
    `      - { op: add, path: ${pod}/imagePullSecrets, value: [{ name: ${name} }] }`,
  ])
}

function rewrite(file: string, change: (text: string) => string): void {
  const name = path.join(root, file)
  writeFileSync(name, change(readFileSync(name, 'utf8')))
}
