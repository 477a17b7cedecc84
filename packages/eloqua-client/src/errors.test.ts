import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import * as surface from './index.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const { EloquaError, errorCodes } = surface

/** One of each class that the package exports. */
function everyError(): InstanceType<typeof EloquaError>[] {
  const facts = { syncUri: '/syncs/1', syncStatus: 'error', temporary: false, statusCodes: [] }
  return [
    new surface.EloquaHttpError('', {}),
    new surface.EloquaAuthError(''),
    new surface.EloquaTimeoutError(''),
    new surface.EloquaUnavailableError(''),
    new surface.EloquaValidationError(''),
    new surface.EloquaDefinitionRefusedError(''),
    new surface.EloquaNotFoundError(''),
    new surface.EloquaUnknownNameError('', { path: '', wanted: '', known: [] }),
    new surface.EloquaAmbiguousNameError('', { path: '', wanted: '', ids: [] }),
    new surface.EloquaConflictError(''),
    new surface.EloquaSyncFailedError(facts),
    new surface.EloquaUnknownOutcomeError(''),
    new surface.EloquaResponseError(''),
    new surface.EloquaEndlessPagesError(''),
    new surface.EloquaFilterError(''),
    new surface.EloquaOptionsError(''),
  ]
}

describe('errors', () => {
  it('have the codes, classes and words of the README, in its order', () => {
    const rows = [...readme.matchAll(/^\| `(ELOQUA_\w+)` +\| (\w+) +\| (.+?) +\|$/gm)].map(
      ([, ...cells]) => cells,
    )
    assert.deepEqual(
      rows,
      everyError().map(({ code, name }) => [code, name, errorCodes[code]]),
    )
    assert.equal(rows.length, Object.keys(errorCodes).length)
  })

  it('carry the name of their class, and none is left out', () => {
    const classes = Object.keys(surface).filter((name) => name.endsWith('Error') && name !== 'EloquaError')
    assert.deepEqual(
      everyError()
        .map(({ name }) => name)
        .sort(),
      classes.sort(),
    )
    for (const error of everyError()) assert.equal(error.constructor.name, error.name)
  })
})
