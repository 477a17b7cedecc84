const plain = new Intl.NumberFormat()
const short = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 })

/** A number with the reader's separators. */
export function count(number: number): string {
  return plain.format(number)
}

/** A number in little room: 12.3K. */
export function shortCount(number: number): string {
  return number < 10_000 ? plain.format(number) : short.format(number)
}

/** `1 contact`, `2,000 contacts`. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${plain.format(number)} ${number === 1 ? one : many}`
}
