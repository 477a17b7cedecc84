/**
 * Put into every bundle by `build.ts`: stack traces name the sources, not the one long line of the bundle. The source map is read when
 * the first stack is looked at; with `--enable-source-maps` Node reads it at every start, which was half of what a start took.
 */
import { readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { fileURLToPath } from 'node:url'

const bundle = import.meta.url
let map: SourceMap | 'none' | undefined

Error.prepareStackTrace = (error, sites) =>
  [headOf(error), ...sites.map((site) => `    at ${mapped(String(site))}`)].join('\n')

function headOf(error: unknown): string {
  try {
    return Error.prototype.toString.call(error)
  } catch {
    return '<error>' // an error whose name or message cannot be made a text
  }
}

function mapped(site: string): string {
  const from = site.lastIndexOf(bundle)
  if (from < 0) return site
  const place = /^:(\d+):(\d+)/.exec(site.slice(from + bundle.length))
  map ??= readMap()
  if (place === null || map === 'none') return site
  const [whole, line, column] = place
  const { fileName, lineNumber, columnNumber } = map.findOrigin(Number(line), Number(column)) as {
    fileName?: string
    lineNumber?: number
    columnNumber?: number
  }
  if (fileName === undefined) return site
  const end = site.slice(from + bundle.length + whole.length)
  return `${site.slice(0, from)}${fileName}:${lineNumber}:${columnNumber}${end}`
}

/** Without its map a stack is still a stack. */
function readMap(): SourceMap | 'none' {
  try {
    return new SourceMap(JSON.parse(readFileSync(`${fileURLToPath(bundle)}.map`, 'utf8')))
  } catch {
    return 'none'
  }
}
