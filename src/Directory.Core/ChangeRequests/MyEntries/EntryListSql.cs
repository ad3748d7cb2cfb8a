using NodaTime;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.ChangeRequests.MyEntries;

/// <summary>The statements of « Mes fiches » for one reader and one filter; <c>$1</c> is the reader.</summary>
internal sealed class EntryListSql
{
    // New entries that are not published yet, with the columns that lists look at. Few: ix_change_requests_new.
    private const string ProposedEntries =
        """
        (select distinct on (r.entry_id) r.entry_id as id, r.kind, n.name, entry_search_text(r.proposed) as search_text, n.types,
            n.departement_code, n.parent_id, r.proposed ->> 'commune' as commune_code, r.updated_at as changed_at,
            null::timestamptz as verified_at, r.author_id, r.state
        from change_requests r join change_request_entries n on n.request_id = r.id
        where r.operation = 'create' and r.state in ('draft', 'returned', 'submitted', 'approved')
            and not exists (select from entries published where published.id = r.entry_id)
        order by r.entry_id, r.updated_at desc)
        """;

    private readonly EntryListFilter _filter;
    private readonly string _covered;
    private readonly string _filtered;
    private readonly string _unchecked;

    /// <param name="grants">The reader's.</param>
    /// <param name="account">The reader.</param>
    /// <param name="filter">Which entries.</param>
    /// <param name="text">What <see cref="EntryListFilter.Text"/> looks for; null for nothing.</param>
    /// <param name="today">For <see cref="EntryListFilter.Today"/>, the versions that are so; null without it.</param>
    /// <param name="now">The time.</param>
    public EntryListSql(
        IReadOnlyList<AccessGrant> grants, Guid account, EntryListFilter filter, EntryText? text, byte[]? today, Instant now)
    {
        Parameters = [account];
        _filter = filter;
        _covered = GrantPredicate.Build(grants, account, filter.Action, now, "e", Parameters, filter.Blocks);
        _unchecked = $"(e.verified_at is null or e.verified_at < {Parameters.Bind(now - EntryLists.ReviewPeriod)})";
        _filtered = string.Concat(Conditions(filter, text, today).Select(condition => " and " + condition));
    }

    public List<object?> Parameters { get; }

    /// <summary>One row: how many entries each tab has, in the order of <see cref="EntryTab"/>.</summary>
    public string Counts
    {
        get
        {
            // Where everything is covered, requests are counted without looking at their entries, which are then counted alone.
            var isEverything = _covered == GrantPredicate.Everything && _filtered.Length == 0;
            var listed = $"select e.id, {_unchecked} as is_unchecked from entries e where not e.is_removed and {_covered}{_filtered}";
            var (requests, requested) = isEverything
                ? ("change_requests r", "r.operation <> 'create' and not exists (select from entries e where e.id = r.entry_id and e.is_removed)")
                : ("change_requests r join listed on listed.id = r.entry_id", "true");
            return $"""
                with listed as {(isEverything ? "not materialized" : "materialized")} ({listed})
                select p.all_of_them + n.all_of_them, q.drafts + n.drafts, q.submitted + n.submitted, q.returned + n.returned,
                    p.unchecked, q.urgent, d.removed
                from
                    (select count(*) as all_of_them, count(*) filter (where is_unchecked) as unchecked from listed) p,
                    (select count(*) as removed from entries e where e.is_removed and {_covered}{_filtered}) d,
                    (select count(distinct r.entry_id) filter (where r.state = 'draft') as drafts,
                            count(distinct r.entry_id) filter (where r.state = 'submitted') as submitted,
                            count(distinct r.entry_id) filter (where r.state = 'returned') as returned,
                            count(distinct r.entry_id) filter (where r.state = 'published_urgently') as urgent
                        from {requests}
                        where (r.state in ('submitted', 'published_urgently') or r.state in ('draft', 'returned') and r.author_id = $1)
                            and r.state in ('draft', 'submitted', 'returned', 'approved', 'published_urgently', 'confirmed')
                            and {requested}) q,
                    (select count(*) as all_of_them, count(*) filter (where e.state = 'draft') as drafts,
                            count(*) filter (where e.state = 'submitted') as submitted, count(*) filter (where e.state = 'returned') as returned
                        from {ProposedEntries} e where {Proposed}) n
                """; // ix_entries_verified or ix_entries_search_text, ix_entries_removed, ix_change_requests_states, ix_change_requests_new
        }
    }

    /// <summary>The lines of a page; the nearer end of the list is counted from.</summary>
    public string Lines(int offset, int limit, long total)
    {
        var count = (int)Math.Min(limit, total - offset);
        var isFromEnd = offset > total / 2;
        var skipped = isFromEnd ? total - offset - count : offset;
        var order = Order(_filter.IsDescending != isFromEnd);
        return Select(
            $"""
            select id from (
                (select e.id, e.search_text, e.verified_at from entries e where {Published} order by {order} limit {Parameters.Bind(skipped + count)})
                union all
                select e.id, e.search_text, e.verified_at from {ProposedEntries} e where {ProposedOfTab}) e
            order by {order} offset {Parameters.Bind(skipped)} limit {Parameters.Bind(count)}
            """); // ix_entries_search_text, ix_entries_verified
    }

    /// <summary>Every line.</summary>
    public string AllLines() => Select(
        $"select e.id from entries e where {Published} union all select e.id from {ProposedEntries} e where {ProposedOfTab}");

    /// <summary>The lines of some published entries.</summary>
    public string LinesOf(IEnumerable<Guid> entries) => Select(
        $"select e.id from entries e where {Published} and e.id = any({Parameters.Bind(entries.ToArray())})");

    private string Select(string chosen) =>
        $"""
        with chosen as materialized ({chosen})
        select e.id, e.kind, e.name, e.version, e.is_removed, e.types, e.commune_code, c.name, e.departement_code, e.changed_at,
            e.verified_at, coalesce(q.states, array[]::text[]), q.scheduled_at
        from chosen
            join (
                select id, kind, name, version, is_removed, types, commune_code, departement_code, changed_at, verified_at, search_text
                    from entries where id in (select id from chosen)
                union all
                select id, kind, name, 0, false, types, commune_code, departement_code, changed_at, verified_at, search_text
                    from {ProposedEntries} e where e.id in (select id from chosen)
            ) e on e.id = chosen.id
            left join communes c on c.code = e.commune_code
            left join (
                select r.entry_id, array_agg(r.state order by r.created_at) as states,
                    min(r.effective_at) filter (where r.state = 'approved') as scheduled_at
                from change_requests r
                where r.entry_id in (select id from chosen)
                    and (r.state in ('submitted', 'approved', 'published_urgently') or r.state in ('draft', 'returned') and r.author_id = $1)
                group by r.entry_id
            ) q on q.entry_id = e.id
        order by {Order(_filter.IsDescending)}
        """;

    private string Order(bool isDescending) => (_filter.ByVerification, isDescending) switch
    {
        (false, false) => "e.search_text, e.id",
        (false, true) => "e.search_text desc, e.id desc",
        (true, false) => "e.verified_at nulls first, e.id",
        (true, true) => "e.verified_at desc nulls last, e.id desc",
    };

    private string Published => (_filter.Tab is EntryTab.Removed
        ? "e.is_removed"
        : "not e.is_removed") + $" and {_covered}{_filtered}" + _filter.Tab switch
    {
        EntryTab.Drafts => With("r.state = 'draft' and r.author_id = $1"),
        EntryTab.Submitted => With("r.state = 'submitted'"),
        EntryTab.ToCorrect => With("r.state = 'returned' and r.author_id = $1"),
        EntryTab.ToConfirm => $" and {_unchecked}",
        EntryTab.Urgent => With("r.state = 'published_urgently'"),
        _ => "",
    };

    // A draft is its author's alone until it is submitted. What a reception does today, a new entry does not yet.
    private string Proposed => _filter.Today is not null || _filter.Action is not EntryAction.View
        ? "false"
        : $"(e.author_id = $1 or e.state in ('submitted', 'approved') and {_covered}){_filtered}";

    private string ProposedOfTab => _filter.Tab switch
    {
        EntryTab.All => Proposed,
        EntryTab.Drafts => Proposed + " and e.state = 'draft'",
        EntryTab.Submitted => Proposed + " and e.state = 'submitted'",
        EntryTab.ToCorrect => Proposed + " and e.state = 'returned'",
        _ => "false",
    };

    private static string With(string requests) => $" and e.id in (select r.entry_id from change_requests r where {requests})";

    private IEnumerable<string> Conditions(EntryListFilter filter, EntryText? text, byte[]? today)
    {
        if (filter.Kind is { } kind)
        {
            yield return $"e.kind = {Parameters.Bind(kind.Code())}";
        }

        if (filter.Departement is { } departement)
        {
            yield return $"e.departement_code = {Parameters.Bind(departement)}"; // ix_entries_departement
        }

        if (filter.ServiceType is { } type)
        {
            yield return $"e.types && {Parameters.Bind(new[] { type })}"; // ix_entries_types
        }

        if (text is not null)
        {
            yield return Found(filter.Text!.Trim(), text);
        }

        if (today is not null)
        {
            // A version that is newer than what is known here is not looked up.
            yield return $"case when e.sequence < {Parameters.Bind(today.Length * 8L)} then get_bit({Parameters.Bind(today)}, e.sequence) = 1 else false end";
        }
    }

    private string Found(string written, EntryText text)
    {
        var alternatives = new List<string>();
        if (Guid.TryParse(written, out var id))
        {
            alternatives.Add($"e.id = {Parameters.Bind(id)}");
        }

        // ix_external_ids_value; numbers are often typed in groups.
        var numbers = new[] { written, written.Replace(" ", "", StringComparison.Ordinal) }.Distinct().ToArray();
        alternatives.Add($"e.id in (select x.entry_id from external_ids x where x.value = any({Parameters.Bind(numbers)}))");
        if (text.Things.Count > 0)
        {
            alternatives.Add(string.Join(" and ", text.Things.Select(Found)));
        }

        return $"({string.Join(" or ", alternatives)})";
    }

    private string Found(SoughtThing thing)
    {
        var words = thing.Words.Select(word => $"e.search_text like {Parameters.Bind($"%{word}%")}");
        var departement = thing.Departement is null ? "" : $" or e.departement_code = {Parameters.Bind(thing.Departement)}";
        return $"({string.Join(" and ", words)} or e.commune_code = any({Parameters.Bind(thing.Communes)}){departement})";
    }
}
