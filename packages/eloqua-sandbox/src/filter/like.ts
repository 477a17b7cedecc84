/** SQL Server's LIKE as a regular expression: `%` any text, `_` one character, `[...]` one of these. */
export function likePattern(like: string): RegExp {
  const source = like.replaceAll(/\[\^?[^\]]+\]|[%_]|[\\^$.*+?()[\]{}|]/g, (piece) => {
    if (piece === '%') return '.*'
    if (piece === '_') return '.'
    if (piece.length > 1) return piece.replaceAll('\\', '\\\\')
    return `\\${piece}`
  })
  return new RegExp(`^${source}$`, 'is')
}
