import { EloquaNotFoundError } from '../errors.ts'

/** What Eloqua does not know so many times in a row is believed to be unknown. */
const unknownInARow = 5

/**
 * Asks for something that is known to have been there: undefined where it seems unknown, until that is believed, and EloquaNotFoundError
 * thrown. A 404 can pass, and what is believed to be gone is done anew, maybe twice; 410 is for good.
 */
export function tolerateNotFound<T>(ask: () => Promise<T>): () => Promise<T | undefined> {
  let inARow = 0
  return async () => {
    try {
      const found = await ask()
      inARow = 0
      return found
    } catch (error) {
      inARow += 1
      if (error instanceof EloquaNotFoundError && error.status === 404 && inARow < unknownInARow)
        return undefined
      throw error
    }
  }
}
