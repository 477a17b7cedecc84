import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import { pathToFileURL } from 'node:url'
import { imageFlags, writeCodeCache } from './code-cache.ts'

const source = `(function(require, address) {
  console.log(require('node:path').basename(address), process.argv.length, [3, 1, 2].toSorted().join())
})`

describe('writeCodeCache', () => {
  const folders: string[] = []
  after(() => {
    for (const folder of folders) rmSync(folder, { recursive: true })
  })

  /** A folder with a program and its code. */
  function built(): string {
    const folder = mkdtempSync(path.join(tmpdir(), 'dwmops-code-'))
    folders.push(folder)
    writeFileSync(path.join(folder, 'program.js'), source)
    writeCodeCache(folder)
    return folder
  }

  const code = (folder: string) => path.join(folder, 'program.cache')

  const addressOf = (file: string) => pathToFileURL(path.join(import.meta.dirname, file)).href

  /** What a module printed that ran with the flags of an image. */
  function printed(module: string, flags = imageFlags()): string {
    return execFileSync(process.execPath, [...flags, '--input-type=module', '--eval', module], {
      encoding: 'utf8',
    })
  }

  function startIn(folder: string): string {
    const start = readFileSync(path.join(import.meta.dirname, 'start-program.ts'), 'utf8')
      .replace('import.meta.url', JSON.stringify(pathToFileURL(path.join(folder, 'main.mjs'))))
      .replace('./program-script.ts', addressOf('program-script.ts'))
    return execFileSync(process.execPath, ['--input-type=module-typescript', '--eval', start], {
      encoding: 'utf8',
    })
  }

  it('writes the same code in every folder, so that images are the same', () => {
    assert.deepEqual(readFileSync(code(built())), readFileSync(code(built())))
  })

  it('writes code that Node takes under the flags of the image, and under no others', () => {
    const folder = built()
    const look = `import { readFileSync } from 'node:fs'
      import { programScript } from ${JSON.stringify(addressOf('program-script.ts'))}
      const source = readFileSync(${JSON.stringify(path.join(folder, 'program.js'))}, 'latin1')
      const code = readFileSync(${JSON.stringify(code(folder))})
      console.log(programScript(source, new URL('file:///elsewhere.js'), code).cachedDataRejected)`
    assert.equal(printed(look), 'false\n')
    assert.equal(printed(look, []), 'true\n')
  })

  it('leaves a program that starts without code, and with code that is broken', () => {
    const folder = built()
    const expected = 'program.js 1 1,2,3\n'
    assert.equal(startIn(folder), expected)
    writeFileSync(code(folder), 'broken')
    assert.equal(startIn(folder), expected)
    rmSync(code(folder))
    assert.equal(startIn(folder), expected)
  })
})
