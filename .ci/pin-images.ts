/**
 * Writes what was built into the overlays: `node .ci/pin-images.ts FOLDER COMMIT [k8s/overlays]`, where FOLDER has one file a
 * program with the digest of its image. Production gets the digests, and a line that says which commit they were built from.
 * Dev gets the commit as tag: skaffold puts its own images in place of tags, but never of digests.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Document, isMap, isSeq, parseDocument, type YAMLMap } from 'yaml'
import { builtFrom } from './built-from.ts'

const [folder, commit, overlays = 'k8s/overlays'] = process.argv.slice(2)
if (folder === undefined || commit === undefined)
  throw new Error('usage: node .ci/pin-images.ts FOLDER COMMIT [k8s/overlays]')

const digests = readdirSync(folder).map((program) => {
  const digest = readFileSync(path.join(folder, program), 'utf8').trim()
  if (!/^sha256:[0-9a-f]{64}$/.test(digest)) throw new Error(`${program}: not a digest`)
  return { program, digest }
})

rewrite('prod', (text) => {
  if (!builtFrom.test(text))
    throw new Error('the images of prod have no line that says what they are built from')
  const document = parseDocument(text)
  for (const { program, digest } of digests) {
    const image = imageOf(document, program)
    image?.delete('newTag')
    image?.set('digest', digest)
  }
  return document.toString({ lineWidth: 0 }).replace(builtFrom, `$1${commit}`)
})
rewrite('dev', (text) => {
  const document = parseDocument(text)
  for (const { program } of digests) imageOf(document, program)?.set('newTag', commit)
  return document.toString({ lineWidth: 0 })
})

function rewrite(overlay: string, change: (text: string) => string): void {
  const file = path.join(overlays, overlay, 'images/kustomization.yaml')
  writeFileSync(file, change(readFileSync(file, 'utf8')))
}

/** Undefined for a program that the overlay does not run. */
function imageOf(document: Document, program: string): YAMLMap | undefined {
  const images = document.get('images')
  if (!isSeq(images)) throw new Error('an overlay has no images')
  return images.items.filter(isMap).find((item) => item.get('name') === `dwmops/${program}`)
}
