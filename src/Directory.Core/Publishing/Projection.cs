namespace PublicDirectory.Core.Publishing;

/// <summary>A table that is made from the log alone: the same expressions fill it and prove it.</summary>
/// <param name="Table">Its name.</param>
/// <param name="EntryId">The column that names the entry.</param>
/// <param name="Columns">Every column of the table, with its value in SQL.</param>
/// <param name="From">Where those values are: <c>published</c>, a row for each entry, and what is joined to it.</param>
/// <param name="IsSet">What a document says twice is one row.</param>
internal sealed record Projection(
    string Table, string EntryId, IReadOnlyList<(string Column, string Value)> Columns, string From, bool IsSet = false)
{
    private IEnumerable<string> Others => Columns.Select(column => column.Column).Where(column => column != EntryId);

    private string Names => string.Join(", ", Columns.Select(column => column.Column));

    /// <summary>The rows that the table should have.</summary>
    private string Rows => 
        $"select {(IsSet ? "distinct " : "")}{string.Join(", ", Columns.Select(column => $"{column.Value} as {column.Column}"))} from {From}";

    /// <summary>Writes what is published over what was there, where an entry has one row.</summary>
    public string Upsert() =>
        $"""
        insert into {Table} ({Names}) {Rows}
        on conflict ({EntryId}) do update set {string.Join(", ", Others.Select(column => $"{column} = excluded.{column}"))}
        """;

    /// <summary>Writes what is published instead of what was there, where an entry has any number of rows.</summary>
    public IEnumerable<string> Replace() =>
        [$"delete from {Table} where {EntryId} in (select entry_id from published)", $"insert into {Table} ({Names}) {Rows}"];

    /// <summary>
    /// The entries whose rows are not those that the log gives, and in which columns. Rows are compared whole, as JSON with the names that
    /// the table itself has: a column that is left out above makes every row differ.
    /// </summary>
    public string Differences(string published) =>
        $"""
        with published as (select * from ({published}) latest), expected as ({Rows}),
            differing (entry_id, side, content) as (
                (select {EntryId}, 1, to_jsonb(there) from {Table} there except all select {EntryId}, 1, to_jsonb(wanted) from expected wanted)
                union all
                (select {EntryId}, -1, to_jsonb(wanted) from expected wanted except all select {EntryId}, -1, to_jsonb(there) from {Table} there))
        select d.entry_id::text, (
            select string_agg(distinct wrong.key, ', ' order by wrong.key) from (
                select cell.key from differing o cross join jsonb_each(o.content) cell
                where o.entry_id = d.entry_id group by cell.key, cell.value having sum(o.side) <> 0) wrong)
        from (select distinct entry_id from differing order by entry_id limit 100) d
        """;
}
