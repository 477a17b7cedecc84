import { createHash } from 'node:crypto'

/** A place between 0 and 1 that depends on seed and text alone, whatever was asked before. */
export function placeOf(seed: number, text: string): number {
  return createHash('sha256').update(`${seed}:${text}`).digest().readUInt32BE() / 4_294_967_296
}

/** Hex digits that depend on seed and text alone. */
export function hexOf(seed: number, text: string, digits: number): string {
  return createHash('sha256').update(`${seed}:${text}`).digest('hex').slice(0, digits)
}
