import { EloquaAuthError, EloquaValidationError } from '../errors.ts'
import { otherCauses } from '../http/answer-error.ts'

export type Grant = 'refresh_token' | 'password'

/** A refusal of the token endpoint, with Eloqua's reasons. */
export type TokenRefusal = EloquaAuthError | EloquaValidationError

export function isTokenRefusal(error: unknown): error is TokenRefusal {
  return error instanceof EloquaAuthError || error instanceof EloquaValidationError
}

/** Whether it is the app itself that is refused: no grant of it would do better. */
export function isClientRefused({ failures }: TokenRefusal): boolean {
  return failures.some(({ code }) => code === 'invalid_client')
}

/** The error for a refused grant: what is at fault, what to do, and Eloqua's own words. */
export function grantRefused(grant: Grant, refusal: TokenRefusal): EloquaAuthError {
  const { method, path, status, requestId, attempts, failures } = refusal
  const words = failures.map(({ constraint }) => constraint).join('; ')
  const said = words === '' ? `answered ${status}` : `Eloqua says "${words}"`
  return new EloquaAuthError(`OAuth: ${verdict(grant, refusal)}; ${said}`, {
    ...{ method, path, status, requestId, attempts, failures },
  })
}

function verdict(grant: Grant, refusal: TokenRefusal): string {
  if (isClientRefused(refusal))
    return 'the client is refused, not its user or refresh token: check client id and client secret'
  const isGrant = refusal.failures.some(({ code }) => code === 'invalid_grant')
  if (grant === 'password')
    return isGrant
      ? `user or password is refused: check company, user and password; ${otherCauses}`
      : `the password grant is refused: check client, company, user and password; ${otherCauses}`
  return isGrant
    ? 'the refresh token is used up, revoked or too old: authorize the app anew and give its new one'
    : 'the refresh token is refused: check client id and client secret, then authorize the app anew'
}
