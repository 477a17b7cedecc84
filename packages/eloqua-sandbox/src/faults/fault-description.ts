/** How long a fault lasts when nobody says: an event happens once, a manner stays. */
type Lasting = 'once' | 'ever'

export interface FaultDescription {
  readonly lasting: Lasting
  /** name of the argument that may stand without its name, as in `http-error=503` */
  readonly main?: string
  /** arguments with their defaults; all are texts */
  readonly args: Readonly<Record<string, string>>
  /** what an argument may be, where not any text; where its default is a number, a number it must be */
  readonly choices?: Readonly<Record<string, readonly string[]>>
  readonly does: string
}

/** Kinds of syncs, for faults that take one of them. */
export const syncKinds = ['export', 'import', 'action']

/** Checks the shape of an entry of the catalog. */
export function fault<const Description extends FaultDescription>(
  description: Description,
): FaultDescription {
  return description
}
