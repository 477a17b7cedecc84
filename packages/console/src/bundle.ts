import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { build, type Metafile } from 'esbuild'
import { runbooksIn } from './runbooks/runbooks-in.ts'

const folder = import.meta.dirname

export interface ConsoleBundle {
  /** File name -> content; flat, and every name begins with `console.`. */
  readonly files: ReadonlyMap<string, Uint8Array>
  /** What went into it, for the licenses. */
  readonly metafile: Metafile
}

/** Bundles the console for the browser: one page, one script, one style sheet, fonts, runbooks. Takes a quarter of a second. */
export async function bundleConsole(): Promise<ConsoleBundle> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: path.join(folder, '../../..'),
    entryPoints: { console: path.join(folder, 'main.tsx') },
    outdir: path.join(folder, '../dist'),
    bundle: true,
    write: false,
    platform: 'browser',
    target: 'es2023',
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    loader: { '.woff2': 'file' },
    assetNames: 'console.[name]',
    minify: true,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  })
  const pages = ['console.html', 'console.svg'].map(
    async (name) => [name, new Uint8Array(await readFile(path.join(folder, name)))] as const,
  )
  const runbooks = runbooksIn(await readFile(path.join(folder, '../../../k8s/runbooks.md'), 'utf8'))
  const text = new TextEncoder().encode(JSON.stringify(runbooks))
  const built = outputFiles.map((file) => [path.basename(file.path), file.contents] as const)
  return {
    files: new Map([...(await Promise.all(pages)), ...built, ['console.runbooks.json', text]]),
    metafile,
  }
}
