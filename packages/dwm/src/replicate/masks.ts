import { createHmac } from 'node:crypto'
import { keyHex } from '@dwmops/mongo-queue'

/**
 * What stands in a masked copy in place of addresses, and of the ids and hashes that are made of them: the same every time
 * for the same one, so that records still join. Who does not know the key cannot find an address by trying.
 */
export interface Masks {
  /** Another mail address, whatever the case of the one given. */
  address(address: string): string
  /** The masked address of an item, from its id alone: notes about it hold nothing else. */
  addressOfItem(id: string): string
  /** The id of the item that has the masked address. */
  item(id: string): string
  /** Words and numbers of a text with others in their place, of the same length and case; what stands between them stays. */
  text(text: string): string
  /** 24 hexadecimal digits in place of what is made of an item's id or of a record. */
  digest(text: string): string
}

/** {@link Masks} under a key. */
export function masksUnder(key: string | Uint8Array): Masks {
  const keyed = (text: string) => createHmac('sha256', key).update(text).digest('hex')
  const addressOfItem = (id: string) => `masked-${keyed(id).slice(0, 20)}@example.com`
  return {
    address: (address) => addressOfItem(keyHex(address.toLowerCase())),
    addressOfItem,
    item: (id) => keyHex(addressOfItem(id)),
    text: (text) => text.replaceAll(/\p{L}+|\p{N}+/gu, (found) => maskedWord(found, keyed)),
    digest: (text) => keyed(text).slice(0, 24),
  }
}

/** The same for the same word whatever its case, so that what washing did with the case is still seen. */
function maskedWord(word: string, keyed: (text: string) => string): string {
  const isNumber = /^\p{N}/u.test(word)
  const digits = Buffer.from(keyed(word.toLowerCase()), 'hex')
  const characters = Array.from(word, (character, place) => {
    // beyond 32 characters the digits come again
    const digit = digits[place % digits.length] ?? 0
    if (isNumber) return String(digit % 10)
    const letter = String.fromCharCode(97 + (digit % 26))
    return character === character.toLowerCase() ? letter : letter.toUpperCase()
  })
  return characters.join('')
}
