/** Results after which a person should look; `stopped` and `partial` report themselves elsewhere. */
export const brokenResults: ReadonlySet<string> = new Set(['unavailable', 'settings', 'unexpected'])
