import { maskSecrets } from '@dwmops/fleet'
import { maskAddresses } from './mask-addresses.ts'

/** The text without registered secrets and without mail addresses. */
export function maskText(text: string): string {
  return maskAddresses(maskSecrets(text))
}
