import { maskAddresses, maskSecrets } from '@dwmops/fleet'

/** The text without registered secrets and without mail addresses. */
export function maskText(text: string): string {
  return maskAddresses(maskSecrets(text))
}
