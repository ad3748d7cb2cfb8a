using Npgsql;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Extranet.Comparison;

/// <summary>Compares two documents with the names of what they refer to, read for what is shown and no more.</summary>
public sealed class Comparer(NpgsqlDataSource database)
{
    /// <inheritdoc cref="DocumentComparison.Of"/>
    public async Task<IReadOnlyList<ComparedBlock>> CompareAsync(
        EntryKind kind, byte[]? before, byte[]? after, bool changesOnly, CancellationToken cancellationToken)
    {
        var names = new ComparisonNames();
        var blocks = DocumentComparison.Of(kind, before, after, changesOnly, names);
        if (names.Asked.Count == 0)
        {
            return blocks;
        }

        await ReadAsync(names, cancellationToken);
        return DocumentComparison.Of(kind, before, after, changesOnly, names);
    }

    private async Task ReadAsync(ComparisonNames names, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        (string Kind, string Sql)[] questions =
        [
            ("commune", "select code, name from communes where code = any($1)"),
            ("departement", "select code, name from departements where code = any($1)"),
            ("region", "select code, name from regions where code = any($1)"),
            ("type", "select v.document ->> 'code', e.name from entries e join entry_versions v on v.sequence = e.sequence where e.kind = 'service_type' and v.document ->> 'code' = any($1)"),
            ("fiche", "select id::text, name from entries where id = any($1::uuid[])"),
        ];
        foreach (var (kind, sql) in questions)
        {
            if (names.AskedOf(kind) is { Length: > 0 } asked)
            {
                foreach (var (code, name) in await connection.QueryAsync(
                    sql, row => (row.GetString(0), row.GetString(1)), cancellationToken, (object)asked))
                {
                    names.Add(kind, code, name);
                }
            }
        }
    }
}
