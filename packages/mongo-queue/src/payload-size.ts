import { BSON } from 'mongodb'
import type { Payload, Reason } from './item.ts'

/** 7 MiB: an item holds two versions at the most, the present one and the next, in a document of 16 MB. */
export const maxPayloadBytes = 7 * 1024 * 1024

/** Bytes that a payload takes in a document. */
export function payloadBytes(payload: Payload): number {
  return BSON.calculateObjectSize(payload)
}

/** Why a payload of that size cannot be kept. */
export function tooLarge(bytes: number): Reason {
  return {
    code: 'PAYLOAD_TOO_LARGE',
    message: `payload of ${bytes} bytes, ${maxPayloadBytes} is the most`,
  }
}
