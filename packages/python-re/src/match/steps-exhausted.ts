/** A value needs more steps than a value may take. */
export class StepsExhausted extends Error {
  override readonly name = 'StepsExhausted'

  constructor() {
    super('the pattern needs too many steps for this value')
  }
}
