/** Path and names of query parameters, fit for messages: a query's values may hold a contact's data. */
export function safePath(url: URL): string {
  const names = [...new Set(url.searchParams.keys())]
  return names.length === 0 ? url.pathname : `${url.pathname}?${names.join('&')}`
}
