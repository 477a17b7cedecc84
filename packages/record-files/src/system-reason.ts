/** What people meet who name a file, in their words. */
const words: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  Z_BUF_ERROR: 'the gzip file is incomplete',
  Z_DATA_ERROR: 'the gzip file is damaged',
}

/** The short reason of the operating system or of zlib, such as ENOENT, with what it means; the error itself as text where there is none. */
export function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error && 'code' in cause)) return String(cause)
  const code = String(cause.code)
  return words[code] === undefined ? code : `${code}: ${words[code]}`
}
