/**
 * Writes image digests into the production overlay: `node .ci/pin-images.ts FOLDER [kustomization.yaml]`, where FOLDER has
 * one file a program with its digest. Programs that the overlay does not run are passed over.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { isMap, isSeq, parseDocument } from 'yaml'

const [folder, kustomization = 'k8s/overlays/prod/kustomization.yaml'] = process.argv.slice(2)
if (folder === undefined) throw new Error('usage: node .ci/pin-images.ts FOLDER [kustomization.yaml]')

const document = parseDocument(readFileSync(kustomization, 'utf8'))
const images = document.get('images')
if (!isSeq(images)) throw new Error(`${kustomization} has no images`)

for (const program of readdirSync(folder)) {
  const digest = readFileSync(path.join(folder, program), 'utf8').trim()
  if (!/^sha256:[0-9a-f]{64}$/.test(digest)) throw new Error(`${program}: not a digest`)
  const image = images.items.find((item) => isMap(item) && String(item.get('name')).endsWith(`/${program}`))
  if (!isMap(image)) continue
  image.delete('newTag')
  image.set('digest', digest)
}
writeFileSync(kustomization, document.toString({ lineWidth: 0 }))
