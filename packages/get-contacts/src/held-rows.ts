import { promisify } from 'node:util'
import { constants, deflate, inflate } from 'node:zlib'
import type { Row } from '@dwmops/eloqua-client'

const pack = promisify<Buffer, { level: number }, Buffer>(deflate)
const unpack = promisify<Buffer, Buffer>(inflate)

/**
 * Rows kept in memory until all of an export is known to be usable. They are compressed, batch by batch: 80,000 contacts of
 * 39 fields are some 100 MB of text and 10 to 20 MB here.
 */
export class HeldRows {
  readonly #packed: Buffer[] = []

  async add(batch: readonly Row[]): Promise<void> {
    this.#packed.push(await pack(Buffer.from(JSON.stringify(batch)), { level: constants.Z_BEST_SPEED }))
  }

  /** The batches as they came, each handed out once: what is written is let go of. */
  async *batches(): AsyncGenerator<readonly Row[], void, undefined> {
    for (let packed = this.#packed.shift(); packed !== undefined; packed = this.#packed.shift())
      yield JSON.parse((await unpack(packed)).toString('utf8')) as Row[]
  }
}
