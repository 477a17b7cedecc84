import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { judgeSelection } from './check-monitoring.ts'
import { judgePairing } from './check-pairing.ts'
import { judgeRights, judgeServer } from './check-server.ts'
import { exitCodeOf, type Finding } from './finding.ts'
import { judgeClocks, judgeLag, judgeMembers, type Member } from './members.ts'

const at = (seconds: number) => new Date(1_700_000_000_000 + seconds * 1_000)
const primary: Member = { host: 'a:1', role: 'primary', lastWriteAt: at(100), clockMs: 3 }
const second: Member = { host: 'b:1', role: 'secondary', lastWriteAt: at(99), clockMs: -4 }
const away: Member = { host: 'c:1', role: 'unreachable' }

describe('members', () => {
  it('are fine when all answer, a warning when one is unreachable, and broken without a primary', () => {
    assert.equal(judgeMembers([primary, second]).verdict, 'ok')
    const one = judgeMembers([primary, second, away])
    assert.deepEqual([one.verdict, /away: c:1/.test(one.fact)], ['warning', true])
    assert.equal(judgeMembers([second, away, away]).verdict, 'broken')
  })

  it('are reported when they lag or their clocks differ', () => {
    assert.equal(judgeLag([primary, second]).verdict, 'ok')
    const late = judgeLag([primary, second, { ...second, host: 'd:1', lastWriteAt: at(20) }])
    assert.deepEqual([late.verdict, late.fact], ['warning', 'd:1 is 80 s behind the primary'])
    assert.equal(judgeClocks([primary, second]).verdict, 'ok')
    assert.equal(judgeClocks([primary, { ...second, clockMs: -5_000 }]).verdict, 'warning')
    assert.equal(judgeClocks([primary, { ...second, clockMs: 25_200_000 }]).verdict, 'broken')
  })
})

describe('server', () => {
  it('is MongoDB of at least 6 or FerretDB 2', () => {
    assert.equal(
      judgeServer({ version: '7.0.14' }, { setName: 'rs0' }).fact,
      'MongoDB 7.0.14, replica set rs0',
    )
    const verdicts = [
      judgeServer({ version: '5.0.0' }, {}),
      judgeServer({ version: '7.0.77', ferretdb: { version: 'v2.7.0' } }, {}),
      judgeServer({ version: '6.0.42', ferretdbVersion: 'v1.24.0' }, {}),
      judgeServer({ version: '7.0.0' }, { msg: 'isdbgrid' }),
    ]
    assert.deepEqual(
      verdicts.map(({ verdict }) => verdict),
      ['broken', 'ok', 'broken', 'warning'],
    )
  })

  it('gives the rights that the stages need, on each database', () => {
    const authenticatedUsers = [{ user: 'dwm', db: 'admin' }]
    const actions = ['find', 'insert', 'update', 'remove', 'createIndex', 'listIndexes']
    const on = (db: string, some = actions) => ({ resource: { db, collection: '' }, actions: some })
    const judge = (...authenticatedUserPrivileges: object[]) =>
      judgeRights({ authenticatedUsers, authenticatedUserPrivileges }, ['dwmqueue', 'dwmdev'])
    assert.equal(judge(on('dwmqueue'), on('dwmdev')).verdict, 'ok')
    assert.equal(judge(on('')).verdict, 'ok')
    const reader = judge(on('dwmqueue'), on('dwmdev', ['find', 'listIndexes']))
    assert.equal(
      reader.fact,
      'the user may not insert on dwmdev, update on dwmdev, remove on dwmdev, createIndex on dwmdev',
    )
    assert.equal(judgeRights({ authenticatedUsers: [] }, ['dwmqueue']).verdict, 'warning')
  })
})

describe('database of the project', () => {
  const runs = [{ owner: 'wash-contacts-28-x7.1@2026-11-30T01:00:00.000Z', environment: 'prod' }]
  const judge = (environment: string | undefined, pods: string[], known = runs) =>
    judgePairing({ namespace: 'dwm-prod', environment, pods, runs: known }).verdict

  it('remembers a run of its pods, in its environment', () => {
    assert.equal(judge('prod', ['other', 'wash-contacts-28-x7']), 'ok')
    assert.equal(judge('prod', ['wash-contacts-28-x']), 'broken')
    assert.equal(judge('dev', ['wash-contacts-28-x7']), 'broken')
    assert.equal(judge('prod', []), 'warning')
    assert.equal(judge('prod', ['wash-contacts-28-x7'], []), 'warning')
  })
})

describe('monitoring', () => {
  const monitors = [{ metadata: { name: 'pushgateway', labels: { release: 'kube', team: 'a' } } }]
  const judge = (...selectors: Parameters<typeof judgeSelection>[2]) =>
    judgeSelection('ServiceMonitor', monitors, selectors)

  it('picks up what one selector takes, and names the labels that are asked for', () => {
    assert.equal(judge({}).verdict, 'ok')
    assert.equal(judge(null, { matchLabels: { release: 'kube' } }).verdict, 'ok')
    assert.equal(
      judge({ matchExpressions: [{ key: 'team', operator: 'In', values: ['b', 'a'] }] }).verdict,
      'ok',
    )
    assert.equal(judge({ matchExpressions: [{ key: 'team', operator: 'DoesNotExist' }] }).verdict, 'warning')
    assert.match(judge({ matchLabels: { release: 'other' } }).advice ?? '', /release=other/)
    assert.equal(judge().verdict, 'warning')
  })
})

describe('exitCodeOf', () => {
  const finding = (verdict: Finding['verdict'], because?: Finding['because']): Finding => ({
    ...{ part: 'database', check: 'x', verdict, fact: 'x' },
    ...(because && { because }),
  })

  it('is 1 when something is broken, 2 for settings alone, 3 when it only cannot be reached', () => {
    assert.equal(exitCodeOf([finding('ok'), finding('warning')]), 0)
    assert.equal(exitCodeOf([finding('broken', 'unavailable'), finding('broken')]), 1)
    assert.equal(exitCodeOf([finding('broken', 'unavailable'), finding('broken', 'settings')]), 2)
    assert.equal(exitCodeOf([finding('broken', 'unavailable')]), 3)
  })
})
