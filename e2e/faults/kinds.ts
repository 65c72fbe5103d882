/** Every kind of fault, with what it does. */
export const KIND_TEXTS = {
  "kill-app": "kill -9 of an application process",
  "kill-worker": "kill -9 of the worker",
  "kill-postgres": "kill -9 of every Postgres process, away for up to 2 s",
  "kill-backend": "kill -9 of one backend: Postgres ends all others and recovers",
  "terminate-backend": "pg_terminate_backend of one busy backend",
  "cut-before-commit": "connection cut, COMMIT not forwarded",
  "cut-after-commit": "connection cut, COMMIT done, its answer not forwarded",
  "stall-wire": "the wire to Postgres stands still for 1 s",
  "stop-app": "SIGSTOP of an application process for 1 to 3 s",
  "stop-worker": "SIGSTOP of the worker for 1 to 3 s",
  "stop-backend": "SIGSTOP of one busy backend for 1 to 3 s",
  "stop-postmaster": "SIGSTOP of the postmaster for 1 to 3 s",
  "stop-postgres": "SIGSTOP of every Postgres process for 1 to 3 s",
  "stray-message": "the driver is sent what makes it throw where nobody can catch",
  "full-tables": "no space left for tables, for 2 s",
  "full-wal": "no space left for the write-ahead log: PANIC",
} as const;

/** One kind of fault. */
export type Kind = keyof typeof KIND_TEXTS;

/** Every kind, in the order of the table. */
export const KINDS = Object.keys(KIND_TEXTS) as Kind[];
