import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, it } from 'node:test'
import { InputError } from '../input-error.ts'
import { openRecords } from '../open-records.ts'

/** Prints, for each file named, its rows without the empty ones, and the line where a row begins that Python's strict reader refuses. */
const script = `
import csv, json, sys
for name in sys.argv[1:]:
    with open(name, newline='', encoding='utf-8-sig') as file:
        reader, rows, line, refused = csv.reader(file, strict=True), [], 1, None
        try:
            for row in reader:
                rows += [row] if row else []
                line = reader.line_num + 1
        except csv.Error:
            refused = line
        print(json.dumps({'rows': rows, 'refused': refused}))
`
const hasPython = spawnSync('python3', ['-c', 'import csv']).status === 0
const skip = hasPython ? false : 'no python3 here'

/** Mulberry32: the same texts on every run. */
function randomOf(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

const ends = ['\r\n', '\n', '\r', '\n\n', '\r\n\r\n', '\r\r\n']
const values = ['', 'a', ' b ', '02139', 'é\u00A0ü', '😀', 'נ', '=1+1', "O'Neil", '\\', '\t', '1;2']
const quoted = ['"a,b"', '"x\r\ny"', '"\n"', '"\r"', '""', '"say ""hi"""', '" "', '""""', '"\r\n\r\n"']
const broken = ['a"b', '"a"b', '"a" ', ' "a"', '"open', '"\\"x"']

/** A file with a header of three columns, ragged and empty rows, line ends of all kinds; every third has a quote out of place. */
function hostileText(seed: number): string {
  const random = randomOf(seed)
  const pick = (list: readonly string[]) => list[random(list.length)] ?? ''
  const cell = () => (random(3) === 0 ? pick(quoted) : pick(values))
  const rows = Array.from({ length: 1 + random(30) }, () => {
    const width = random(6) === 0 ? 1 + random(5) : 3
    const cells = Array.from({ length: width }, cell)
    // a row of one blank value is an empty line to one reader, and a value to the other
    return cells.join(',') || 'x'
  })
  if (seed % 3 === 0) rows[random(rows.length)] = `1,${pick(broken)},3`
  const mark = random(4) === 0 ? '\uFEFF' : ''
  const last = random(2) === 0 ? pick(ends) : ''
  return `${mark}one,two,three${pick(ends)}${rows.map((row, at) => row + (at < rows.length - 1 ? pick(ends) : last)).join('')}`
}

interface Reading {
  readonly rows: readonly (readonly string[])[]
  readonly refused: number | null
}

async function readHere(file: string): Promise<Reading> {
  const rows: string[][] = []
  try {
    const { columns = [], records } = await openRecords(file, { delimiter: ',' })
    rows.push(columns.map(({ name }) => name))
    for await (const batch of records)
      for (const { record, cells } of batch)
        rows.push([...(cells ?? Object.values(record as Record<string, string>))])
    return { rows, refused: null }
  } catch (error) {
    if (error instanceof InputError) return { rows, refused: error.place?.line ?? 0 }
    throw error
  }
}

describe('openRecords beside the csv module of Python', { skip }, () => {
  it('reads the same cells of 600 hostile texts, or refuses the line of a quote out of place', async (t) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'python-csv-'))
    t.after(() => rm(folder, { recursive: true }))
    const texts = Array.from({ length: 600 }, (_, seed) => hostileText(seed))
    const files = texts.map((_, seed) => path.join(folder, `${seed}.csv`))
    await Promise.all(files.map((file, at) => writeFile(file, texts[at] ?? '')))
    const python = spawnSync('python3', ['-c', script, ...files], { encoding: 'utf8' })
    assert.equal(python.status, 0, python.stderr)
    const readings = python.stdout.trimEnd().split('\n')
    let refused = 0
    for (const [seed, file] of files.entries()) {
      const here = await readHere(file)
      const there = JSON.parse(readings[seed] ?? '') as Reading
      const expected = here.refused !== null && there.refused === null ? lenient(there, texts[seed]) : there
      assert.deepEqual(here, expected, `seed ${seed}`)
      if (here.refused !== null) refused += 1
    }
    assert.ok(refused > 100 && refused <= 200, `${refused} refused`)
  })
})

/** Python takes a quote within a value that does not begin with one; here the row is refused, as are all after it. */
function lenient({ rows }: Reading, text = ''): Reading {
  const places = ['1,a"b,3', '1, "a",3'].map((row) => text.indexOf(row)).filter((at) => at >= 0)
  const before = rows.slice(
    0,
    rows.findIndex(([first, second]) => first === '1' && (second === 'a"b' || second === ' "a"')),
  )
  return { rows: before, refused: text.slice(0, Math.min(...places)).split(/\r\n|[\r\n]/).length }
}
