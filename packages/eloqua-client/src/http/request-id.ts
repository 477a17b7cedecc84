/** Eloqua's name for a request; undefined for what is none, such as a text that quotes the request. */
export function requestIdOf(headers: Readonly<Record<string, string>>): string | undefined {
  const id = headers['x-request-id']
  return id !== undefined && /^[\w:./-]{1,80}$/.test(id) ? id : undefined
}
