import { Migration } from '@mikro-orm/migrations'

/** How much each account and network has used of each limit. See ADR 11. */
export class RateLimits extends Migration {
  override up(): void {
    // Unlogged: written with every sign-in and report, worth nothing after a crash.
    this.addSql(`
      create unlogged table rate_limit (
        key text primary key,
        free_at timestamptz not null,
        step interval not null,
        span interval not null,
        refused boolean not null default false
      )`)
  }
}
