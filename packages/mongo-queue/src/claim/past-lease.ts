/** Matches claims past their lease, judged by the database's clock and no other. */
export const pastLease = { $expr: { $lt: ['$until', '$$NOW'] } }
