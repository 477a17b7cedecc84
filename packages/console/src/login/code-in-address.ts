/** The one-time code of a login link, `#token=CODE`. It stands in the fragment, which no server and no log gets to see. */
export function codeInAddress(): string | undefined {
  const code = /^#token=(.+)$/.exec(location.hash)?.[1]
  if (code === undefined) return undefined
  try {
    return decodeURIComponent(code)
  } catch {
    return code // no code that was ever given: the server refuses it in words
  }
}
