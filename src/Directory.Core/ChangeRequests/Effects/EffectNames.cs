using Npgsql;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Storage;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.ChangeRequests.Effects;

/// <summary>Gives effects the names that sentences need.</summary>
internal static class EffectNames
{
    public static async Task<IReadOnlyList<Effect>> SetAsync(
        NpgsqlConnection connection, IReadOnlyList<Effect> effects, CancellationToken cancellationToken)
    {
        if (effects.Count == 0)
        {
            return effects;
        }

        var places = (await connection.QueryAsync(
            """
            select 'd', code, name, name_link from departements where code = any($1)
            union all select 'r', code, name, name_link from regions where code = any($1)
            """,
            row => (Key: row.GetString(0) + row.GetString(1), Name: ((NameLink)row.GetInt16(3)).WithDe(row.GetString(2))),
            cancellationToken,
            (object)effects.Select(effect => effect.Place.Code).Distinct().ToArray())).ToDictionary(
                place => place.Key, place => place.Name);
        // ix_entries_service_types
        var types = (await connection.QueryAsync(
            """
            select v.document ->> 'code', s.name from entries s join entry_versions v on v.sequence = s.sequence
            where s.kind = 'service_type' and v.document ->> 'code' = any($1)
            """,
            row => (Code: row.GetString(0), Name: row.GetString(1)),
            cancellationToken,
            (object)effects.SelectMany(effect => effect.Types).Distinct().ToArray())).ToLookup(type => type.Code, type => type.Name);
        return
        [
            .. effects.Select(effect => effect with
            {
                PlaceName = effect.Place.Scope switch
                {
                    ReachScope.Country => "toute la France",
                    ReachScope.Departement =>
                        $"le département {places.GetValueOrDefault("d" + effect.Place.Code, effect.Place.Code)}",
                    ReachScope.Region when effect.Place.Code.Length > 0 =>
                        $"la région {places.GetValueOrDefault("r" + effect.Place.Code, effect.Place.Code)}",
                    _ => "",
                },
                TypeNames = [.. effect.Types.Select(type => types[type].FirstOrDefault() ?? type)],
            }),
        ];
    }
}
