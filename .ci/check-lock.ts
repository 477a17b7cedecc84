/**
 * Fails when a locked npm package has no hash: `npm ci` would then install whatever the registry sends under its name.
 * `node .ci/check-lock.ts [package-lock.json]`
 */
import { readFileSync } from 'node:fs'

interface Lock {
  packages: Record<string, { link?: boolean; integrity?: string }>
}

const [file = 'package-lock.json'] = process.argv.slice(2)
const { packages } = JSON.parse(readFileSync(file, 'utf8')) as Lock
const loose = Object.entries(packages)
  .filter(([folder, { link, integrity = '' }]) => {
    return folder.includes('node_modules/') && link !== true && !integrity.startsWith('sha512-')
  })
  .map(([folder]) => folder)
if (loose.length > 0) {
  console.error(
    `${file}: no SHA-512 hash of ${loose.join(', ')}\nRemove these entries, run npm install, and look at the versions.`,
  )
  process.exitCode = 1
}
