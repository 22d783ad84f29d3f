import { Migration } from '@mikro-orm/migrations'

/** The whole path: towns, people, alerts, their events, and the delivery ledger. */
export class FirstPath extends Migration {
  override up(): void {
    this.addSql(ACCOUNTS)
    this.addSql(COMMUNITIES)
    this.addSql(ALERTS)
    this.addSql(NOTIFICATIONS)
    this.addSql(REVOCATION)
  }
}

/** better-auth's tables, as its PostgreSQL schema has them. */
const ACCOUNTS = `
create table "user" (
  "id" text primary key,
  "name" text not null,
  "email" text not null unique,
  "emailVerified" boolean not null,
  "emailSealed" text,
  "image" text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create table "session" (
  "id" text primary key,
  "expiresAt" timestamptz not null,
  "token" text not null unique,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null references "user" ("id") on delete cascade
);
create index session_of_user on "session" ("userId");
create table "account" (
  "id" text primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references "user" ("id") on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope" text,
  "password" text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null
);
create index account_of_user on "account" ("userId");
create table "verification" (
  "id" text primary key,
  "identifier" text not null,
  "value" text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index verification_identifier on "verification" ("identifier");`

const COMMUNITIES = `
create table town (
  id uuid primary key,
  insee_code text not null unique check (insee_code ~ '^(\\d{2}|2[AB])\\d{3}$'),
  name text not null,
  police_phone text,
  town_hall_phone text,
  contact_email text,
  boundary jsonb,
  backdrop jsonb,
  neighbourhoods_version uuid not null default gen_random_uuid(),
  created_at timestamptz not null default now()
);
create table neighbourhood (
  town_id uuid not null references town (id),
  id uuid not null,
  name text not null,
  polygon jsonb not null,
  created_at timestamptz not null default now(),
  primary key (town_id, id),
  unique (town_id, name)
);
create table person (
  town_id uuid not null references town (id),
  id uuid not null,
  user_id text not null unique references "user" ("id"),
  name text not null,
  role text not null,
  locale text not null default 'FR',
  neighbourhood_id uuid,
  home_latitude double precision,
  home_longitude double precision,
  joined_at timestamptz not null default now(),
  revoked_at timestamptz,
  primary key (town_id, id),
  foreign key (town_id, neighbourhood_id) references neighbourhood (town_id, id)
);
create index person_neighbourhood on person (town_id, neighbourhood_id) where revoked_at is null;`

const ALERTS = `
create table alert (
  town_id uuid not null,
  id uuid not null,
  neighbourhood_id uuid not null,
  author_id uuid not null,
  category text not null,
  description text not null,
  happening text not null,
  danger text not null,
  position_source text not null,
  latitude double precision,
  longitude double precision,
  shown_latitude double precision,
  shown_longitude double precision,
  place text,
  claimed_at timestamptz not null,
  saved_at timestamptz not null,
  reported_at timestamptz(3) not null default now(),
  cap_status text not null default 'ACTUAL',
  cap_msg_type text not null default 'ALERT',
  cap_category text not null,
  severity text not null,
  urgency text not null,
  certainty text not null,
  status text not null default 'REPORTED',
  comment_count int not null default 0,
  content_hash text not null,
  primary key (town_id, id),
  foreign key (town_id, neighbourhood_id) references neighbourhood (town_id, id),
  foreign key (town_id, author_id) references person (town_id, id)
);
create index alert_of_town on alert (town_id, reported_at desc, id desc);
create index alert_of_neighbourhood on alert (town_id, neighbourhood_id, reported_at desc, id desc);
create index alert_of_author on alert (town_id, author_id, reported_at desc, id desc);
create table photo (
  town_id uuid not null,
  id uuid not null,
  alert_id uuid not null,
  ordinal smallint not null,
  status text not null default 'AWAITED',
  width int,
  height int,
  bytes int,
  created_at timestamptz not null default now(),
  primary key (town_id, id),
  foreign key (town_id, alert_id) references alert (town_id, id)
);
create index photo_of_alert on photo (town_id, alert_id, ordinal);
create table comment (
  town_id uuid not null,
  id uuid not null,
  alert_id uuid not null,
  author_id uuid not null,
  text text not null,
  created_at timestamptz(3) not null default now(),
  primary key (town_id, id),
  foreign key (town_id, alert_id) references alert (town_id, id),
  foreign key (town_id, author_id) references person (town_id, id)
);
create index comment_of_alert on comment (town_id, alert_id, created_at, id);
create table handling_step (
  town_id uuid not null,
  id uuid not null,
  alert_id uuid not null,
  person_id uuid not null,
  status text not null,
  note text,
  at timestamptz(3) not null default now(),
  primary key (town_id, id),
  foreign key (town_id, alert_id) references alert (town_id, id),
  foreign key (town_id, person_id) references person (town_id, id)
);
create index handling_of_alert on handling_step (town_id, alert_id, at, id);
create sequence alert_event_seq;
create table alert_event (
  town_id uuid not null,
  id uuid not null,
  seq bigint not null default nextval('alert_event_seq'),
  xid xid8 not null default pg_current_xact_id(),
  alert_id uuid not null,
  neighbourhood_id uuid not null,
  kind text not null,
  actor_id uuid not null,
  comment_id uuid,
  at timestamptz not null default now(),
  primary key (town_id, id),
  foreign key (town_id, alert_id) references alert (town_id, id)
);
create index alert_event_order on alert_event (xid, seq);
create index alert_event_of_town on alert_event (town_id, xid, seq);
-- A restored database has younger transaction ids than its events: a new epoch then makes old cursors void.
create table stream_epoch (
  only_row boolean primary key default true check (only_row),
  id uuid not null default gen_random_uuid(),
  system_identifier text not null default ''
);
insert into stream_epoch default values;`

const NOTIFICATIONS = `
create table push_subscription (
  town_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  endpoint text not null unique,
  p256dh text not null,
  auth text not null,
  created_at timestamptz not null default now(),
  primary key (town_id, id),
  foreign key (town_id, person_id) references person (town_id, id)
);
create index push_subscription_of_person on push_subscription (town_id, person_id);
create table delivery (
  town_id uuid not null,
  id uuid not null,
  event_id uuid not null,
  alert_id uuid not null,
  person_id uuid not null,
  channel text not null,
  state text not null default 'waiting',
  reason text,
  attempts smallint not null default 0,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (town_id, id),
  unique (town_id, event_id, person_id, channel),
  foreign key (town_id, person_id) references person (town_id, id),
  check ((state = 'waiting') = (ended_at is null)),
  check (state not in ('failed', 'skipped') or reason is not null)
);
create index delivery_of_alert on delivery (town_id, alert_id);`

/**
 * A lost session or right is written down by the transaction that takes it, whoever does it and however:
 * the stream reads it in the same snapshot as the events, so nothing is sent after it.
 */
const REVOCATION = `
create table revocation (
  id bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  session_id text,
  person_id uuid,
  at timestamptz not null default now()
);
create index revocation_order on revocation (xid);
create function record_lost_session() returns trigger language plpgsql as $$
begin
  insert into revocation (session_id) values (old.id);
  perform pg_notify('vigie_bell', '');
  return null;
end $$;
create trigger session_lost after delete on "session" for each row execute function record_lost_session();
create function record_changed_person() returns trigger language plpgsql as $$
begin
  insert into revocation (person_id) values (new.id);
  perform pg_notify('vigie_bell', '');
  return null;
end $$;
create trigger person_changed after update of role, neighbourhood_id, revoked_at on person
  for each row when (
    old.role is distinct from new.role or
    old.neighbourhood_id is distinct from new.neighbourhood_id or
    old.revoked_at is distinct from new.revoked_at
  ) execute function record_changed_person();`
