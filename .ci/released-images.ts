/**
 * Prints what a release gives its version to, a line a program: its name and the image. Run in a checkout of the tag, with its
 * history: `node .ci/released-images.ts REGISTRY`, where REGISTRY is the one that the workflow may write to. Fails unless
 * production pins the image of everything that it runs, in that registry, built from the very sources of the tag: a tag that
 * runs older images than its own would be released, and rolled back to, without anybody noticing.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { programs } from '../packages/programs.ts'
import { builtFrom } from './built-from.ts'

interface Images {
  images: { name: string; newName?: string; digest?: string }[]
}

const pins = 'k8s/overlays/prod/images/kustomization.yaml'
const registryFile = 'k8s/components/registry/kustomization.yaml'
/** What images are made of; the workflow that builds them watches the same. */
const sources = [
  'packages',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'LICENSE',
  'k8s/runbooks.md',
]
const first = 'merge the pull request that pins the images of this commit, then tag'

const [own] = process.argv.slice(2)
const text = readFileSync(pins, 'utf8')
const [, , commit = ''] = builtFrom.exec(text) ?? []
const { images } = parse(text) as Images
const { images: names } = parse(readFileSync(registryFile, 'utf8')) as Images
const loose = images.filter(({ digest }) => digest === undefined).map(({ name }) => name)
if (loose.length > 0) fail(`${pins} pins no digest of ${loose.join(', ')}`)
const { status } = spawnSync('git', ['diff', '--quiet', commit, 'HEAD', '--', ...sources])
if (status !== 0)
  fail(`the images that ${pins} pins are built from ${commit}, not from the sources of this tag`)

for (const program of programs) {
  const name = names.find((image) => image.name === `dwmops/${program}`)?.newName
  if (name === undefined || (own !== undefined && name !== `${own}/${program}`))
    fail(`${registryFile} takes ${program} from ${name ?? 'nowhere'}, not from ${own}`)
  const pinned = images.find((image) => image.name === `dwmops/${program}`)?.digest
  console.log(`${name} ${pinned === undefined ? `${name}:${commit}` : `${name}@${pinned}`}`)
}

function fail(reason: string): never {
  console.error(`${reason}: ${first}`)
  process.exit(1)
}
