import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type ReplicaSet, startReplicaSet } from '@dwmops/local-mongo'
import { askMembers, judgeMembers } from './members.ts'

describe('askMembers', () => {
  let set: ReplicaSet
  before(async () => {
    set = await startReplicaSet()
  })
  after(() => set?.stop())

  it('asks each member by itself, and names the unreachable one', async () => {
    const hosts = set.members.map(({ host }) => host)
    const members = await askMembers(set.url, hosts)
    assert.deepEqual(members.map(({ role }) => role).toSorted(), ['primary', 'secondary', 'secondary'])
    for (const { lastWriteAt, clockMs } of members)
      assert.ok(lastWriteAt instanceof Date && Math.abs(clockMs ?? Number.NaN) < 60_000)
    const away = set.members.find(({ host }) => host !== members.find((one) => one.role === 'primary')?.host)
    await away?.kill()
    const judged = judgeMembers(await askMembers(set.url, hosts))
    assert.equal(judged.verdict, 'warning')
    assert.match(judged.fact, new RegExp(`^2 of 3 members answer, .*; away: ${away?.host}$`))
  })
})
