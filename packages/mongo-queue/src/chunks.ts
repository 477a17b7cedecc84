/** Limits of one write command; the sizes of MongoDB are 16 MB a document and 48 MB a message. */
export interface ChunkLimits {
  maxCount: number
  maxBytes: number
}

/**
 * One write command of the queue: far below 48 MB, so that the driver never splits it, and below the 25,000 operations
 * that FerretDB takes though its hello says 100,000.
 */
export const commandLimits: ChunkLimits = { maxCount: 10_000, maxBytes: 14 * 1024 * 1024 }

/** Cuts a list where count or bytes would pass the limit; a single one above the limit stands alone. */
export function* chunks<T>(
  list: readonly T[],
  bytesOf: (one: T) => number,
  limits: ChunkLimits = commandLimits,
): Generator<T[]> {
  let chunk: T[] = []
  let bytes = 0
  for (const one of list) {
    const size = bytesOf(one)
    if (chunk.length > 0 && (chunk.length >= limits.maxCount || bytes + size > limits.maxBytes)) {
      yield chunk
      chunk = []
      bytes = 0
    }
    chunk.push(one)
    bytes += size
  }
  if (chunk.length > 0) yield chunk
}
