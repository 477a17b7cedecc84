/** Items of a claim, found among the claimed ones by index claimOrder. */
export function heldBy(token: string) {
  return { state: 'claimed', claim: token } as const
}
