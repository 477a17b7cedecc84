import type { FaultArguments } from '../faults/active-faults.ts'
import type { RequestPath } from './request-path.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** what the URL said before routing */
    where: RequestPath
    /** the user who is logged in; '' outside the API */
    user: string
    /** an error that comes after the work was done */
    faultAfter: FaultArguments | undefined
  }
}
