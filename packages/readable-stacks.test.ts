import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import { build } from 'esbuild'

describe('readable-stacks', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dwmops-stacks-'))
  after(() => rmSync(folder, { recursive: true }))

  /** Bundles as `build.ts` does and returns what the program prints to standard error. */
  async function errorsOf(source: string, sourcemap: 'linked' | false): Promise<string> {
    writeFileSync(path.join(folder, 'program.ts'), source)
    await build({
      absWorkingDir: folder,
      entryPoints: ['program.ts'],
      outfile: path.join(folder, 'main.mjs'),
      ...({ bundle: true, platform: 'node', format: 'esm', minify: true, keepNames: true } as const),
      ...{ inject: [path.join(import.meta.dirname, 'readable-stacks.ts')], sourcemap },
      logLevel: 'silent',
    })
    if (!sourcemap) rmSync(path.join(folder, 'main.mjs.map'), { force: true })
    return spawnSync(process.execPath, [path.join(folder, 'main.mjs')], { encoding: 'utf8' }).stderr
  }

  it('names file, line and function of the source in the stack of an error that ends the program', async () => {
    const stack = await errorsOf(
      'function inner() {\n  throw new RangeError("odd")\n}\n\ninner()\n',
      'linked',
    )
    assert.match(stack, /RangeError: odd\n {4}at inner \(.*program\.ts:2:9\)\n {4}at .*program\.ts:5:1\n/)
  })

  it('leaves the stack as it is where there is no map', async () => {
    const stack = await errorsOf('throw new RangeError("odd")\n', false)
    assert.match(stack, /RangeError: odd\n {4}at .*main\.mjs:\d+:\d+/)
  })

  it('reads no map before a stack is looked at', async () => {
    const source = `import { rmSync } from 'node:fs'
      const error = new Error('not looked at')
      rmSync(import.meta.filename + '.map')
      process.stderr.write(error.stack)`
    assert.match(await errorsOf(source, 'linked'), /^Error: not looked at\n {4}at .*main\.mjs/)
  })
})
