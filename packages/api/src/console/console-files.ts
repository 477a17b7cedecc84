import { createHash } from 'node:crypto'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { bundleConsole } from '../../console/bundle.ts'

/** A file of the console, ready to be sent. */
export interface ConsoleFile {
  readonly contentType: string
  readonly etag: string
  readonly body: Buffer
  /** The same, compressed; undefined for what is compressed already. */
  readonly gzipped: Buffer | undefined
}

/** `console.html` and what it asks for, by name. */
export type ConsoleFiles = ReadonlyMap<string, ConsoleFile>

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

let kept: Promise<ConsoleFiles> | undefined

/**
 * The console's files, kept in memory. From source they are bundled at the first call; in the image packages/build.ts has
 * put the finished bundle in the place of bundle.ts.
 */
export function consoleFiles(): Promise<ConsoleFiles> {
  kept ??= bundleConsole().then(
    ({ files }) => new Map([...files].map(([name, content]) => [name, fileOf(name, Buffer.from(content))])),
  )
  return kept
}

function fileOf(name: string, body: Buffer): ConsoleFile {
  return {
    contentType: contentTypes[path.extname(name)] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    body,
    gzipped: name.endsWith('.woff2') ? undefined : gzipSync(body),
  }
}
