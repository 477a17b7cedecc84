const isBundled = !import.meta.url.endsWith('.ts')

/** The program of a thread: beside that of the server when it is bundled, else beside this file. */
export function threadFile(name: 'preview-thread' | 'whole-set-thread'): URL {
  return new URL(`./${name}.${isBundled ? 'mjs' : 'ts'}`, import.meta.url)
}
