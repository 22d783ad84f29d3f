/** What Vigie's API asks of PostgreSQL for one page of a neighbourhood's feed, word for word. */
export const FEED_SQL = `
select a.town_id, a.id, a.neighbourhood_id, n.name as neighbourhood_name, a.author_id,
  author.name as author_name, author.role as author_role, a.category, a.description, a.place, a.happening,
  a.danger, a.latitude, a.longitude, a.shown_latitude, a.shown_longitude, a.claimed_at, a.reported_at,
  a.cap_status, a.cap_msg_type, a.cap_category, a.severity, a.urgency, a.certainty, a.status, a.comment_count,
  a.content_hash,
  (select json_agg(json_build_object('id', p.id, 'status', p.status, 'width', p.width, 'height', p.height)
      order by p.ordinal)
    from photo p where p.town_id = a.town_id and p.alert_id = a.id) as photos,
  (select json_agg(json_build_object('id', h.id, 'status', h.status, 'note', h.note, 'at', h.at,
      'by', json_build_object('id', by.id, 'name', by.name, 'role', by.role)) order by h.at, h.id)
    from handling_step h join person by on by.town_id = h.town_id and by.id = h.person_id
    where h.town_id = a.town_id and h.alert_id = a.id) as handling
from alert a
join person author on author.town_id = a.town_id and author.id = a.author_id
join neighbourhood n on n.town_id = a.town_id and n.id = a.neighbourhood_id
where a.town_id = $1::uuid and a.neighbourhood_id = $2::uuid
order by a.reported_at desc, a.id desc limit $3::bigint`

/** A pool for a peer: as many connections as Vigie's. */
export const POOL_MAX = 10
