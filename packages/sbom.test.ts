import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, it } from 'node:test'
import { bundledPackages, sbomOf } from './sbom.ts'

const repository = path.join(import.meta.dirname, '..')

describe('sbomOf', () => {
  const packages = bundledPackages(repository, ['node_modules/mongodb', 'node_modules/@fastify/error'])
  const sbom = JSON.parse(sbomOf('api', '1.2.3', packages))

  it('names each package in the bundle with version, purl, license and the hash that the lock file has', () => {
    const { version } = JSON.parse(
      readFileSync(path.join(repository, 'node_modules/mongodb/package.json'), 'utf8'),
    )
    const [mongodb, error] = sbom.components
    assert.equal(mongodb.purl, `pkg:npm/mongodb@${version}`)
    assert.deepEqual(mongodb.licenses, [{ expression: 'Apache-2.0' }])
    assert.match(mongodb.hashes[0].content, /^[0-9a-f]{128}$/)
    assert.match(error.purl, /^pkg:npm\/%40fastify\/error@/)
    assert.equal(sbom.metadata.component.version, '1.2.3')
    assert.deepEqual(sbom.dependencies[0].dependsOn, [mongodb['bom-ref'], error['bom-ref']])
  })

  it('is the same text for the same packages', () => {
    assert.equal(sbomOf('api', '1.2.3', packages), sbomOf('api', '1.2.3', packages))
  })
})
