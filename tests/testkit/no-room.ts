import type { TestDatabase } from './database.ts'

/** A disk that is full for alerts, until there is room again. */
export interface NoRoom {
  /** Transactions that tried to keep an alert meanwhile. */
  attempts(): Promise<number>
  makeRoom(): Promise<unknown>
}

/** From now on whoever keeps an alert hears that the disk is full. Once per database. */
export async function leaveNoRoom(database: TestDatabase): Promise<NoRoom> {
  await database.sql(`
    create sequence attempts;
    create function no_room() returns trigger language plpgsql as $$ begin
      perform nextval('attempts');
      raise exception 'no room' using errcode = 'disk_full';
    end $$;
    grant usage on sequence attempts to public;
    create trigger no_room before insert on alert for each row execute function no_room()`)
  return {
    async attempts() {
      const [row] = await database.sql<{ last: number }>('select last_value::int as last from attempts')
      return row?.last ?? 0
    },
    makeRoom: () => database.sql('drop trigger no_room on alert'),
  }
}
