import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Db } from 'mongodb'
import { databaseNow } from './database-now.ts'

const says = (localTime: unknown) => ({ command: async () => ({ localTime }) }) as unknown as Db

describe('databaseNow', () => {
  it("is the database's clock, or this machine's where the engine does not show one", async () => {
    assert.deepEqual(await databaseNow(says(new Date(5))), new Date(5))
    const before = Date.now()
    assert.ok((await databaseNow(says(undefined))).getTime() >= before)
  })
})
