import { announce } from '../../parts/messages/live-region.tsx'

/** Says which version a publication made; null when the rules said the same already. */
export function announceVersion(version: number | null): void {
  announce(version === null ? 'The rules were the same already' : `Published as version ${version}`)
}
