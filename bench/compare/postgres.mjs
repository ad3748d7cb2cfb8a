// The queries of the servers over PostgreSQL: prepared, one per resolver, one per level where a loader gathers ids.
import pg from 'pg';

const COLUMNS = `id, name, verified_at as "verifiedAt", summary, has_hours as "hasHours", status, status_label as "statusLabel"`;

export function open(connectionString) {
  const pool = new pg.Pool({ connectionString, max: 16 });
  const run = async (name, text, values) => (await pool.query({ name, text, values })).rows;

  // The rows of each id, in the order of the ids.
  const children = (table, columns) => async (ids) => {
    const rows = await run(table,
      `select administration_id, ${columns} from ${table} where administration_id = any($1::uuid[]) order by administration_id, position`,
      [ids]);
    const byId = new Map(ids.map((id) => [id, []]));
    for (const { administration_id: id, ...row } of rows) byId.get(id).push(row);
    return ids.map((id) => byId.get(id));
  };

  return {
    addresses: children('addresses', `lines, postal_code as "postalCode", city`),
    regular: children('regular_periods', 'days, opens, closes'),
    channels: children('channels', 'kind, label, value, href'),

    async administration(id) {
      return (await run('administration', `select ${COLUMNS} from administrations where id = $1`, [id]))[0] ?? null;
    },

    async administrations({ filter, near, first }) {
      const rows = near
        ? await run('nearest',
          `select ${COLUMNS}, round(2 * 6371008.8 * asin(least(1, (place <-> ll_to_earth($1, $2)) / 2 / earth())))::int as "distanceMeters"
           from administrations
           where ($4::text[] is null or types && $4) and place <@ earth_box(ll_to_earth($1, $2), $3 * earth() / 6371008.8)
           order by place <-> ll_to_earth($1, $2) limit $5`,
          [near.point.latitude, near.point.longitude, near.radius, filter?.types ?? null, first + 1])
        : await run('list',
          `select ${COLUMNS} from administrations
           where departement = $1 and ($2::text[] is null or types && $2) order by position limit $3`,
          [filter?.departement ?? null, filter?.types ?? null, first + 1]);
      return { rows: rows.slice(0, first), hasNextPage: rows.length > first };
    },
  };
}

// What both servers resolve alike, given how to load the children of an administration.
export const resolvers = {
  AdministrationConnection: {
    edges: (page) => page.rows,
    nodes: (page) => page.rows,
    pageInfo: (page) => page,
  },
  AdministrationEdge: {
    distanceMeters: (row) => row.distanceMeters ?? null,
    node: (row) => row,
  },
  Administration: {
    openState: (row) => ({ status: row.status, label: row.statusLabel }),
    openingHours: (row) => row.hasHours ? row : null,
  },
};
