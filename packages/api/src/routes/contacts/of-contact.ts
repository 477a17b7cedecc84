import { Type } from 'typebox'

/** Parameters of the routes of one contact. */
export const OfContact = Type.Object({
  email: Type.String({
    minLength: 1,
    maxLength: 320,
    description: 'address, item id, or contact:ID for what is known under a contact id',
  }),
})
