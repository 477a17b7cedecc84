/** Calls a client's URL when a sync has ended. Nobody waits for it, and a client that is not there is no fault of ours. */
export function sendCallback(url: string, item: Readonly<Record<string, unknown>>): void {
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(item),
    signal: AbortSignal.timeout(5000),
  }).then(
    (response) => void response.body?.cancel(),
    // a lost callback is only a wake-up that did not come
    () => undefined,
  )
}
