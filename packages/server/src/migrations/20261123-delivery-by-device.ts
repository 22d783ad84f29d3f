import { Migration } from '@mikro-orm/migrations'

/** A row that waits for one device of a person remembers the devices that have the message. */
export class DeliveryByDevice extends Migration {
  override up(): void {
    this.addSql(`
alter table delivery
  add column devices_reached uuid[] not null default '{}',
  add column not_before timestamptz;`)
  }
}
