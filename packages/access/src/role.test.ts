import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { allows, type Role } from './role.ts'

describe('allows', () => {
  const rights: readonly (readonly [held: Role, needed: readonly Role[]])[] = [
    ['reader', ['reader']],
    ['editor', ['reader', 'editor']],
    ['operator', ['reader', 'editor', 'operator']],
  ]
  for (const [held, needed] of rights)
    it(`lets a ${held} do what needs ${needed.join(' or ')}, and no more`, () => {
      const all: readonly Role[] = ['reader', 'editor', 'operator']
      assert.deepEqual(
        all.filter((role) => allows(held, role)),
        needed,
      )
    })
})
