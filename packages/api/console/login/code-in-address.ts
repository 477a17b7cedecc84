/** The one-time code of a login link, `#token=CODE`. It stands in the fragment, which no server and no log gets to see. */
export function codeInAddress(): string | undefined {
  const code = /^#token=(.+)$/.exec(location.hash)?.[1]
  return code === undefined ? undefined : decodeURIComponent(code)
}
