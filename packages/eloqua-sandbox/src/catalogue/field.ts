/** A field of contacts or of a custom object. */
export interface Field {
  readonly id: number
  readonly name: string
  readonly internalName: string
  readonly dataType: 'string' | 'emailAddress' | 'date' | 'number'
  /** set by the system alone; its value is worked out, not stored */
  readonly readOnly?: boolean
  readonly notNull?: boolean
  readonly unique?: boolean
}
