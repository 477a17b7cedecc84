import { BSON } from 'mongodb'
import type { Payload, Reason } from './item.ts'

/** 7 MiB: an item holds two versions at the most, the present one and the next, in a document of 16 MB. */
export const maxPayloadBytes = 7 * 1024 * 1024

/** Payloads that may be larger are measured to the byte; what contacts are made of is some KB. */
const measuredFrom = 64 * 1024

/** Bytes that a payload takes in a document; of a small one an upper bound, which takes a sixth of the time. */
export function payloadBytes(payload: Payload): number {
  const most = mostTextBytes(payload)
  return most <= measuredFrom ? most : BSON.calculateObjectSize(payload)
}

/** Of a document of texts, three bytes a UTF-16 unit and what BSON adds; infinite where there is something else in it. */
function mostTextBytes(payload: Payload): number {
  let bytes = 5
  for (const key in payload) {
    const value = payload[key]
    bytes += 7 + 3 * key.length
    if (typeof value === 'string') bytes += 3 * value.length
    else if (isPlainObject(value)) bytes += mostTextBytes(value)
    else if (value !== null) return Number.POSITIVE_INFINITY
  }
  return bytes
}

function isPlainObject(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

/** Why a payload of that size cannot be kept. */
export function tooLarge(bytes: number): Reason {
  return {
    code: 'PAYLOAD_TOO_LARGE',
    message: `payload of ${bytes} bytes, ${maxPayloadBytes} is the most`,
  }
}
