/** A pattern in which `*` stands for anything, whatever the case. */
export function glob(pattern: string): RegExp {
  const source = pattern.replaceAll(/[\\^$.+?()[\]{}|*]/g, (sign) => (sign === '*' ? '.*' : `\\${sign}`))
  return new RegExp(`^${source}$`, 'is')
}
