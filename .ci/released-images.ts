/**
 * Prints what a release gives its version to, a line a program: its name and the image. Run in a checkout of the tag, with its
 * history. Fails unless production pins the image of everything that it runs, built from the very sources of the tag: a tag
 * that runs older images than its own would be released, and rolled back to, without anybody noticing.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { programs } from '../packages/programs.ts'
import { builtFrom } from './built-from.ts'

const kustomization = 'k8s/overlays/prod/kustomization.yaml'
/** What images are made of; the workflow that builds them watches the same. */
const sources = ['packages', 'package-lock.json']
const first = 'merge the pull request that pins the images of this commit, then tag'

const text = readFileSync(kustomization, 'utf8')
const [, , commit = ''] = builtFrom.exec(text) ?? []
const { images } = parse(text) as { images: { name: string; digest?: string }[] }
const loose = images.filter(({ digest }) => digest === undefined).map(({ name }) => name)
if (loose.length > 0) fail(`${kustomization} pins no digest of ${loose.join(', ')}`)
const { status } = spawnSync('git', ['diff', '--quiet', commit, 'HEAD', '--', ...sources])
if (status !== 0)
  fail(`the images that ${kustomization} pins are built from ${commit}, not from the sources of this tag`)

const [registry = ''] = images.map(({ name }) => name.replace(/[^/]+$/, ''))
for (const program of programs) {
  const name = `${registry}${program}`
  const pinned = images.find((image) => image.name === name)?.digest
  console.log(`${name} ${pinned === undefined ? `${name}:${commit}` : `${name}@${pinned}`}`)
}

function fail(reason: string): never {
  console.error(`${reason}: ${first}`)
  process.exit(1)
}
