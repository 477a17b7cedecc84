/**
 * Fails when a locked npm package has no license that fits GPL-3.0-or-later, and when one brings an install script that package.json does
 * not decide on (`allowScripts`: true runs it, false does not). `node .ci/check-licenses.ts [folder]`
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'

interface Lock {
  packages: Record<
    string,
    { link?: boolean; dev?: boolean; optional?: boolean; license?: string; hasInstallScript?: boolean }
  >
}

/** By the list of https://www.gnu.org/licenses/license-list.html, read 2026-11-30; OFL is for fonts. */
const fitting = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'OFL-1.1',
  'PSF-2.0',
  'Unlicense',
])
/** Only in what is never handed on. */
const inDevelopment = new Set(['MPL-2.0'])

const [folder = '.'] = process.argv.slice(2)
const read = (file: string) => JSON.parse(readFileSync(path.join(folder, file), 'utf8'))
const { packages } = read('package-lock.json') as Lock
const { allowScripts = {} } = read('package.json') as { allowScripts?: Record<string, boolean> }
const faults: string[] = []
for (const [place, { link, dev, license = '', hasInstallScript }] of Object.entries(packages)) {
  const [, name] = /.*node_modules\/(.+)$/.exec(place) ?? []
  if (name === undefined || link) continue
  if (!fits(license, dev === true)) faults.push(`${name}: license ${license || 'unknown'}`)
  if (hasInstallScript && !(name in allowScripts))
    faults.push(`${name}: install script that allowScripts does not name`)
}
for (const fault of faults) console.error(fault)
if (faults.length > 0) process.exitCode = 1

/** Each part of an AND must fit, one of an OR. */
function fits(license: string, dev: boolean): boolean {
  const ofOne = (id: string) => fitting.has(id) || (dev && inDevelopment.has(id))
  const plain = license.replaceAll(/[()]/g, '')
  return plain.split(' OR ').some((choice) => choice.split(' AND ').every((id) => ofOne(id.trim())))
}
