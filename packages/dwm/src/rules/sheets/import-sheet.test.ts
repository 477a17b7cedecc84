import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { testDatabase } from '../../testing/test-database.ts'

async function fileOf(t: TestContext, text: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sheet-'))
  t.after(() => rm(folder, { recursive: true }))
  const file = path.join(folder, 'titles.csv')
  await writeFile(file, text)
  return file
}

const database = testDatabase()

describe('dwm rules import --csv, export --csv', () => {
  it('previews, publishes beside the rules that are there, and exports what it read', async (t) => {
    const { db, dwm } = database.fresh()
    await db.collection('normLookup').insertMany([
      { fieldName: 'jobTitle', find: 'CHIEF', replace: 'Boss' },
      { fieldName: 'country', find: 'USA', replace: 'US' },
    ] as object[])
    const csv = await fileOf(t, 'from,to\nchief,Executive\nvp,Vice President\n')
    const sheet = ['--csv', csv, '--as', 'normLookup', '--field', 'jobTitle']
    const preview = await dwm('rules', 'import', ...sheet, '--dry-run')
    assert.equal(preview.code, 0, preview.err)
    assert.match(preview.out, /2 rules read, 0 duplicates, 0 to correct[\s\S]*dry run, nothing written/)
    assert.equal(await db.collection('normLookup').countDocuments(), 2)

    const published = await dwm('rules', 'import', ...sheet)
    assert.equal(published.code, 0, published.err + published.out)
    const rules = await db.collection('normLookup').find().toArray()
    assert.deepEqual(rules.map(({ find, replace }) => [find, replace]).toSorted(), [
      ['CHIEF', 'Executive'],
      ['USA', 'US'],
      ['VP', 'Vice President'],
    ])
    const exported = await dwm('rules', 'export', ...sheet)
    assert.equal(exported.code, 0, exported.err)
    assert.equal(await readFile(csv, 'utf8'), 'from,to\r\nCHIEF,Executive\r\nVP,Vice President\r\n')
  })

  it('publishes nothing of a sheet that has to be corrected, and reports all of it', async (t) => {
    const { db, dwm } = database.fresh()
    const csv = await fileOf(t, 'from,to\nvp,Vice President\n,x\nVP,Voice Actor\n')
    const { code, out } = await dwm(
      'rules',
      'import',
      '--csv',
      csv,
      '--as',
      'normLookup',
      '--field',
      'jobTitle',
    )
    assert.deepEqual([code, await db.collection('normLookup').countDocuments()], [1, 0])
    assert.match(
      out,
      /titles\.csv, line 3: a value to find is blank\n.*, line 4 contradicts line 2[\s\S]*2 to correct\nrefused, nothing written/,
    )
  })
})
