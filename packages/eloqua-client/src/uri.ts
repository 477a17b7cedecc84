/** The last part of a URI: `389` of `/syncs/389`. */
export function idOf(uri: string): string {
  return uri.slice(uri.lastIndexOf('/') + 1)
}

/** Whether two URIs mean the same: Eloqua's paths know no case, and slashes come doubled at times. */
export function sameUri(one: string, other: string): boolean {
  return plain(one) === plain(other)
}

function plain(uri: string): string {
  return uri.split('/').filter(Boolean).join('/').toLowerCase()
}
