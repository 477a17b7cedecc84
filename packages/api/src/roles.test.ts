import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { allows, roles } from '@dwmops/access'
import { actionWords } from '@dwmops/console'
import { contractOf, operationsOf } from './testing/api-document.ts'
import { testApi } from './testing/test-api.ts'

const api = testApi()

/** A request that reaches the route but finds nothing there: who may ask is judged before what. */
function urlOf(path: string): string {
  return path.replaceAll(/\{\w+\}/g, 'none-of-these')
}

describe('every route of the document', () => {
  it('is refused to nobody who may, and to everybody else', async () => {
    const operations = operationsOf(api.server)
    assert.ok(operations.length > 10)
    for (const { method, path, role: needed } of operations) {
      if (needed === 'open') continue
      const without = await api.server.inject({ method, url: urlOf(path) })
      assert.equal(without.statusCode, 401, `${method} ${path} without a login`)
      for (const role of roles) {
        const { statusCode } = await api.server.inject({ method, url: urlOf(path), headers: api.as(role) })
        const where = `${method} ${path} as ${role}: ${statusCode}`
        if (allows(role, needed))
          assert.ok(statusCode !== 401 && statusCode !== 403 && statusCode < 500, where)
        else assert.equal(statusCode, 403, where)
      }
    }
  })

  it('answers as the document says, problems too', async () => {
    const broken = contractOf(api.server)
    for (const operation of operationsOf(api.server)) {
      const { method, path } = operation
      for (const headers of [{}, api.as('reader'), api.as('operator')]) {
        const {
          statusCode,
          body,
          headers: got,
        } = await api.server.inject({ method, url: urlOf(path), headers })
        assert.equal(broken(operation, statusCode, String(got['content-type'] ?? ''), body), undefined)
      }
    }
  })

  it('needs at least an editor where it changes something', () => {
    const changing = operationsOf(api.server).filter(({ method }) => method !== 'GET')
    for (const { method, path, role } of changing)
      assert.ok(role === 'editor' || role === 'operator' || path === '/session', `${method} ${path}`)
  })

  it('has words on the page of changes when the log of changes has it', () => {
    const changing = operationsOf(api.server).filter(({ method }) => method !== 'GET')
    const actions = changing.map(({ method, path }) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`)
    assert.deepEqual(actions.filter((action) => actionWords[action] === undefined).toSorted(), [
      'POST /rule-set/lint',
      'POST /rule-set/sheet/plan',
      'POST /rule-set/try',
      'POST /rules/:collection/lint',
      'POST /rules/:collection/try',
      'POST /undos/plan',
      'POST /undos/plan.csv',
    ])
    assert.deepEqual(
      Object.keys(actionWords).filter((action) => !actions.includes(action) && !action.startsWith('dwm ')),
      [],
    )
  })

  it('is open without a login only for health and login', () => {
    const open = operationsOf(api.server).filter(({ role }) => role === 'open')
    assert.deepEqual(
      open.map(({ method, path }) => `${method} ${path}`),
      ['GET /healthz', 'GET /readyz', 'POST /session'],
    )
  })
})
