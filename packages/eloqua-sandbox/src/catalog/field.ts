/** A field of contacts or of a custom object. */
export interface Field {
  readonly id: number
  readonly name: string
  readonly internalName: string
  /** as the Bulk API names it, which does not distinguish small text from large */
  readonly dataType: 'string' | 'emailAddress' | 'date' | 'number'
  /** set by the system alone; its value is worked out, not stored */
  readonly readOnly?: boolean
  readonly notNull?: boolean
  readonly unique?: boolean
  readonly largeText?: boolean
}
