import { createHash } from 'node:crypto'
import path from 'node:path'
import { gzipSync } from 'node:zlib'

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
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/**
 * Makes the console's files, by name. `@dwmops/console` has one that bundles them from source; in the image
 * packages/build.ts has put the finished bundle in its place.
 */
export type BundleConsole = () => Promise<{ readonly files: ReadonlyMap<string, Uint8Array> }>

/** The console's files, ready to be sent and kept in memory. */
export async function consoleFilesOf(bundleConsole: BundleConsole): Promise<ConsoleFiles> {
  const { files } = await bundleConsole()
  return new Map([...files].map(([name, content]) => [name, fileOf(name, Buffer.from(content))]))
}

function fileOf(name: string, body: Buffer): ConsoleFile {
  return {
    contentType: contentTypes[path.extname(name)] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    body,
    gzipped: name.endsWith('.woff2') ? undefined : gzipSync(body),
  }
}
