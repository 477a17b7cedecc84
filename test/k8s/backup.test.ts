import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, beforeEach, describe, it } from 'node:test'
import { named, render } from '../support/kube-manifests.ts'

/**
 * What the scripts make of MongoDB's tools. The tools themselves are not available from the package registries, so two
 * stand-ins take their places: one writes what it was asked to dump into the archive, the other notes what it was given. As
 * the tools do, they take a database in the address's path for the one to work on: the first then refuses any other, the
 * second restores nothing and ends well.
 */
const tools = {
  mongodump: `#!/bin/bash
for argument in "$@"; do case $argument in
  --config=*) config=\${argument#*=};; --db=*) db=\${argument#*=};; --archive=*) archive=\${argument#*=};;
esac; done
echo "mongodump $*" >>"$CALLS"
! grep -qE '://[^/]*/[^?"]' "$config" || { echo 'Cannot specify different database' >&2; exit 1; }
[ "$db" != "\${BROKEN:-}" ] || { echo half >"$archive"; exit 1; }
echo "$db of $(cat "$config")" >"$archive"`,
  mongorestore: `#!/bin/bash
for argument in "$@"; do case $argument in
  --config=*) config=\${argument#*=};; --archive=*) archive=\${argument#*=};;
esac; done
echo "mongorestore $*" >>"$CALLS"
case $* in *--drop*) ;; *) exit 0;; esac
! grep -qE '://[^/]*/[^?"]' "$config" || exit 0
cat "$archive" >>"$RESTORED"`,
  // its caller dies in place of the move to that name
  mv: `#!/bin/bash
case $2 in *."\${CUT_OFF:-}".archive) kill -KILL $PPID; exit;; esac
exec /bin/mv "$@"`,
}

describe('backup and restore', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dwmops-backup-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  const scripts = named(render('overlays/prod'), 'ConfigMap', 'dwmops-backup-scripts')?.['data'] as Record<
    string,
    string
  >
  const at = (name: string) => path.join(folder, name)
  const [volume, calls, restored] = [at('volume'), at('calls'), at('restored')]
  for (const [place, files] of Object.entries({ bin: tools, scripts })) {
    mkdirSync(at(place))
    for (const [name, text] of Object.entries(files))
      writeFileSync(path.join(at(place), name), text, { mode: 0o755 })
  }

  beforeEach(() => {
    rmSync(volume, { recursive: true, force: true })
    mkdirSync(volume)
    writeFileSync(calls, '')
    writeFileSync(restored, '')
  })

  const run = (script: 'dump.sh' | 'restore.sh', settings: Record<string, string> = {}) => {
    const { status, stdout } = spawnSync('bash', [path.join(at('scripts'), script)], {
      encoding: 'utf8',
      env: {
        ...{ PATH: `${at('bin')}:/usr/bin:/bin`, TMPDIR: folder, CALLS: calls, RESTORED: restored },
        ...{ BACKUP_FOLDER: volume, KEEP_DUMPS: '14', MONGODB_URL: 'mongodb://dwm:secret@db.example.com' },
        ...settings,
      },
    })
    return { status, stdout }
  }
  const text = (file: string) => readFileSync(file, 'utf8')
  /** A dump of earlier, as it lies on the volume. */
  const place = (stamp: string, databases = ['dwmqueue', 'dwmdev']) => {
    for (const name of databases)
      writeFileSync(path.join(volume, `${stamp}.${name}.archive`), `${stamp} ${name}\n`)
  }

  it('dump both databases under one stamp, for no other user to read, and show no password', () => {
    assert.equal(run('dump.sh').status, 0)
    const files = readdirSync(volume).toSorted()
    assert.match(files.join(' '), /^(\d{8}T\d{6}Z)\.dwmdev\.archive \1\.dwmqueue\.archive$/)
    for (const file of files) {
      assert.equal(statSync(path.join(volume, file)).mode & 0o077, 0)
      assert.match(text(path.join(volume, file)), /of uri: "mongodb:\/\/dwm:secret@db\.example\.com\/"/)
    }
    assert.doesNotMatch(text(calls), /secret/)
  })

  for (const [given, taken] of [
    ['mongodb://dwm:a%2Fb@db.example.com/admin', 'mongodb://dwm:a%2Fb@db.example.com/?authSource=admin'],
    [
      'mongodb+srv://dwm:a@db.example.com/dwm?tls=true',
      'mongodb+srv://dwm:a@db.example.com/?authSource=dwm&tls=true',
    ],
    [
      'mongodb://dwm:a@one.example.com,two.example.com/x?authSource=admin',
      'mongodb://dwm:a@one.example.com,two.example.com/?authSource=admin',
    ],
    ['mongodb://db.example.com:27018/test', 'mongodb://db.example.com:27018/'],
    ['mongodb://dwm:a@db.example.com?replicaSet=rs0', 'mongodb://dwm:a@db.example.com/?replicaSet=rs0'],
  ] as const) {
    it(`dump and restore with ${given}, whose database is where the user is known`, () => {
      const settings = { MONGODB_URL: given }
      assert.equal(run('dump.sh', settings).status, 0)
      assert.equal(run('restore.sh', settings).status, 0)
      assert.equal(text(restored), `dwmqueue of uri: "${taken}"\ndwmdev of uri: "${taken}"\n`)
    })
  }

  it('leave nothing of a dump that did not come to its end', () => {
    assert.equal(run('dump.sh', { BROKEN: 'dwmdev' }).status, 1)
    assert.deepEqual(readdirSync(volume), [])
  })

  it('keep the newest dumps only', () => {
    for (const day of ['01', '02', '03']) place(`202601${day}T054000Z`)
    assert.equal(run('dump.sh', { KEEP_DUMPS: '2' }).status, 0)
    const stamps = new Set(readdirSync(volume).map((file) => file.split('.')[0]))
    assert.equal(stamps.size, 2)
    assert.ok(stamps.has('20260103T054000Z'))
  })

  it('restore the newest whole dump where a later one was killed between its two archives', () => {
    place('20260101T054000Z')
    assert.equal(run('dump.sh', { CUT_OFF: 'dwmdev' }).status, null)
    assert.ok(readdirSync(volume).some((file) => !file.startsWith('20260101') && file.endsWith('.archive')))
    assert.equal(run('restore.sh').status, 0)
    assert.equal(text(restored), '20260101T054000Z dwmqueue\n20260101T054000Z dwmdev\n')
  })

  it('keep as many whole dumps as set, and nothing of older ones that were killed', () => {
    for (const day of ['01', '02']) place(`202601${day}T054000Z`)
    place('20260103T054000Z', ['dwmqueue'])
    writeFileSync(path.join(volume, '20260101T060000Z.dwmdev.partial'), 'half')
    assert.equal(run('dump.sh', { KEEP_DUMPS: '2' }).status, 0)
    const kept = readdirSync(volume).map((file) => file.split('.').slice(0, 2).join(' '))
    assert.equal(kept.length, 5)
    assert.deepEqual(kept.toSorted().slice(0, 3), [
      '20260102T054000Z dwmdev',
      '20260102T054000Z dwmqueue',
      '20260103T054000Z dwmqueue',
    ])
  })

  it('restore the newest dump, or the one that was named, in place of what is there', () => {
    place('20260101T054000Z')
    place('20260102T054000Z')
    assert.equal(run('restore.sh').status, 0)
    assert.equal(text(restored), '20260102T054000Z dwmqueue\n20260102T054000Z dwmdev\n')
    assert.equal(run('restore.sh', { RESTORE_STAMP: '20260101T054000Z' }).status, 0)
    assert.match(text(restored), /20260101T054000Z dwmqueue\n20260101T054000Z dwmdev\n$/)
    assert.match(text(calls), /--drop .*--nsInclude=dwmqueue\.\* /)
    for (const kept of ['erasures', 'audit', 'apiTokens', 'apiSessions']) {
      const without = new RegExp(`--drop (?!.*--nsExclude=dwm\\w+\\.${kept} )`)
      assert.doesNotMatch(text(calls), without, `${kept} is dropped`)
    }
    assert.match(text(calls), /--gzip --nsInclude=dwmdev\.erasures --nsInclude=dwmdev\.audit /)
    assert.doesNotMatch(text(calls), /--nsInclude=\w+\.api|secret/)
  })

  it('drop nothing for a dump that is not there, or only half', () => {
    assert.equal(run('restore.sh').status, 2)
    place('20260101T054000Z', ['dwmqueue'])
    for (const settings of [
      {},
      { RESTORE_STAMP: '20260101T054000Z' },
      { RESTORE_STAMP: '20251231T054000Z' },
    ]) {
      const { status, stdout } = run('restore.sh', settings)
      assert.equal(status, 2)
      assert.match(stdout, /"msg":"restore refused"/)
    }
    assert.equal(text(calls), '')
  })
})
