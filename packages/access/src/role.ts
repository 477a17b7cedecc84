/** Roles from least to most; each may do all that those before it may. */
export const roles = ['reader', 'editor', 'operator'] as const

/** Reader sees; editor changes rules; operator decides on records and claims as well. */
export type Role = (typeof roles)[number]

/** Whether somebody with the role `held` may do what needs `needed`. */
export function allows(held: Role, needed: Role): boolean {
  return roles.indexOf(held) >= roles.indexOf(needed)
}
