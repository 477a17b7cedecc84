import { InvalidArgumentError } from 'commander'

/** Reads an argument that counts something. Throws InvalidArgumentError, which commander prints. */
export function readWholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('expected a whole number above 0')
  return Number(text)
}
