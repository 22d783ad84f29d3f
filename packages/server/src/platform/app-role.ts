import { sql } from 'kysely'
import type pg from 'pg'
import { NIL } from 'uuid'
import { ConfigError } from './config.ts'
import type { Orm } from './db.ts'
import { inTown } from './town-claim.ts'

/**
 * Makes the role as which a superuser's connections work for a town, or mends its rights; part of `migrate`.
 * Roles belong to the cluster and are in no dump, so this is done at every start. A login that passes no policy
 * anyway (the plain owner of its tables) needs none. Accounts and passwords are out of the role's reach.
 */
export async function grantToAppRole(client: pg.Client): Promise<void> {
  await client.query(`
    do $$ begin
      if not (select rolsuper or rolbypassrls from pg_roles where rolname = session_user) then return; end if;
      begin
        create role vigie_app nologin;
      exception when duplicate_object or unique_violation then null;
      end;
      if not (select rolsuper from pg_roles where rolname = session_user) then
        execute format('grant vigie_app to %I', session_user);
      end if;
      grant usage on schema public, pgboss to vigie_app;
      grant select, insert, update, delete on all tables in schema public, pgboss to vigie_app;
      grant usage on all sequences in schema public, pgboss to vigie_app;
      revoke all on "user", "account", "verification", "migration" from vigie_app;
      revoke insert, update, delete on "session" from vigie_app;
    end $$`)
}

/**
 * Nothing runs without the second wall.
 * @throws ConfigError when this database's policies do not hold for our connections
 */
export async function requireRowSecurity(orm: Orm): Promise<void> {
  const { rows } = await inTown(NIL, () =>
    sql<{ active: boolean }>`select row_security_active('alert') as active`.execute(
      orm.em.fork().getKysely(),
    ),
  )
  if (rows[0]?.active) return
  throw new ConfigError(
    'Row-level security does not hold for the user of DATABASE_URL: let it be the plain owner of the tables, or a superuser.',
  )
}
