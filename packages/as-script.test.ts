import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { build } from 'esbuild'
import { asScript } from './as-script.ts'
import { programScript, runScript } from './program-script.ts'

/** What a program gives to `report` when it was bundled and runs as a script. */
async function reported(contents: string): Promise<unknown> {
  const { outputFiles } = await build({
    stdin: { contents, loader: 'ts' },
    ...asScript,
    ...({ bundle: true, platform: 'node', target: 'node24', minify: true, write: false } as const),
  })
  const address = new URL('file:///app/program.js')
  const { promise, resolve } = Promise.withResolvers<unknown>()
  Object.assign(globalThis, { report: resolve })
  runScript(programScript(outputFiles[0]?.text ?? '', address), address)
  return promise
}

describe('asScript', () => {
  it('lets a program import a module when it asks for it', async () => {
    const program = "import('node:path').then(({ posix }) => report(posix.join('a', 'b')), report)"
    assert.equal(await reported(program), 'a/b')
  })

  it('lets a program know its address, and use signs that are no ASCII in patterns', async () => {
    const program = "report([import.meta.url, /^[\u00e0-\u00ff]$/.test('\u00e9'), /^[à-ÿ]$/.test('é')])"
    assert.deepEqual(await reported(program), ['file:///app/program.js', true, true])
  })
})
