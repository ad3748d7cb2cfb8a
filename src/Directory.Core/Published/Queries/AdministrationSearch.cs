using System.Text;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.Published.Indexes;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Published.Queries;

/// <summary>One query over one picture: its page, its count, the cursors of its items.</summary>
internal sealed class AdministrationSearch
{
    // Up to so many records of one territory or name, measuring each is cheaper than walking a tree of the whole country
    // and checking each record met; where nothing but the type is asked for, the tree is soon the cheaper one.
    private const int FewOfSomePlace = 2048;
    private const int FewOfSomeType = 64;

    private readonly Picture _picture;
    private readonly Action<int>? _onRecords;
    private ulong? _mark;

    /// <param name="picture">What is published.</param>
    /// <param name="query">What is wanted of it.</param>
    /// <param name="onRecords">Told how many records were looked at, now and then; it may throw to end the walk.</param>
    /// <exception cref="QueryArgumentException">An argument is out of bounds.</exception>
    public AdministrationSearch(Picture picture, AdministrationQuery query, Action<int>? onRecords)
    {
        QueryArgumentException.CheckFirst(query.First, AdministrationQuery.MaxFirst);
        if (query.Near is { RadiusMetres: < 0 or > NearPoint.MaxRadiusMetres } near)
        {
            throw new QueryArgumentException(
                "near", $"Le rayon est de {near.RadiusMetres} m : il doit être compris entre 0 et {NearPoint.MaxRadiusMetres} m.");
        }

        if (query.OpenAt is { } at && !OpeningCalendar.Knows(at))
        {
            throw new QueryArgumentException(
                "openAt", $"L'instant demandé est hors du calendrier : « openAt » doit être entre les années 1900 et 9989.");
        }

        (_picture, Query, _onRecords) = (picture, query, onRecords);
    }

    public AdministrationQuery Query { get; }

    /// <summary>What the list is, in 64 bits: every condition, and neither the length nor the start of the page.</summary>
    private ulong Mark => _mark ??= MarkOf(Query);

    /// <exception cref="QueryArgumentException">The cursor is none, or one of another list.</exception>
    public AdministrationPage Page()
    {
        PageCursor? after = Query.After is null ? null : PageCursor.Read(Query.After, Mark);
        var filter = new AdministrationFilter(Query, _picture.Territories, _onRecords);
        var hits = Query.Near is { } near
            ? FindNear(near, filter, after)
            : FindByName(filter, after);
        var hasNext = hits.Length > Query.First;
        return new AdministrationPage(this, hasNext ? hits[..Query.First] : hits, hasNext);
    }

    public int Count()
    {
        var filter = new AdministrationFilter(Query, _picture.Territories, _onRecords);
        var count = 0;
        foreach (var live in _picture.Segments)
        {
            count += Query.Near is { } near
                ? CountNear(live, near, filter)
                : Candidates.Of(live.Segment, Query, filter).CountMatches(live, filter);
        }

        return count;
    }

    public string CursorOf(AdministrationHit hit) => hit.DistanceMetres is { } metres
        ? PageCursor.WriteDistance(Mark, hit.Record.Id, metres)
        : PageCursor.Write(Mark, hit.Record.Id, hit.Record.FoldedName);

    private AdministrationHit[] FindByName(AdministrationFilter filter, PageCursor? after)
    {
        var first = new NameWalk(_picture.Segments[0], Query, filter, after);
        var second = new NameWalk(_picture.Segments[1], Query, filter, after);
        var hits = new List<AdministrationHit>(Math.Min(Query.First + 1, 32));
        while (hits.Count <= Query.First && (first.Current is not null || second.Current is not null))
        {
            var takesFirst = second.Current is null
                || (first.Current is not null && AdministrationRecord.Compare(first.Current, second.Current) < 0);
            hits.Add(new AdministrationHit((takesFirst ? first.Current : second.Current)!, null));
            if (takesFirst)
            {
                first.MoveNext();
            }
            else
            {
                second.MoveNext();
            }
        }

        return [.. hits];
    }

    private AdministrationHit[] FindNear(NearPoint near, AdministrationFilter filter, PageCursor? after)
    {
        var start = after is { } cursor ? (cursor.ReadDistance(), cursor.Id) : ((double, Guid)?)null;
        var list = new NearestList(near, Query.First + 1, start);
        foreach (var live in _picture.Segments)
        {
            var candidates = Candidates.Of(live.Segment, Query, filter);
            if (IsListShorter(candidates))
            {
                for (var position = 0; position < candidates.Count; position++)
                {
                    if (live.Segment.PointOf(candidates[position]).Point is not null && !live.IsHidden(candidates[position]))
                    {
                        list.Offer(live.Segment, candidates[position], filter, candidates.Checks);
                    }
                }

                continue;
            }

            var (trees, checks) = TreesFor(live.Segment, filter);
            var visitor = new NearestVisitor(live, list, filter, checks);
            foreach (var tree in trees)
            {
                tree.Walk(new SpherePoint(near.Point), ref visitor);
            }
        }

        return list.Hits.ToArray();
    }

    private int CountNear(LiveSegment live, NearPoint near, AdministrationFilter filter)
    {
        var candidates = Candidates.Of(live.Segment, Query, filter);
        if (IsListShorter(candidates))
        {
            var count = 0;
            for (var position = 0; position < candidates.Count; position++)
            {
                count += !live.IsHidden(candidates[position])
                    && live.Segment.PointOf(candidates[position]).Point is { } location
                    && near.Point.DistanceMetresTo(location) <= near.RadiusMetres
                    && filter.Matches(live.Segment, candidates[position], candidates.Checks) ? 1 : 0;
            }

            return count;
        }

        var (trees, checks) = TreesFor(live.Segment, filter);
        var visitor = new CountVisitor(live, near, filter, checks, trees.Length > 1 ? [] : null);
        foreach (var tree in trees)
        {
            tree.Walk(new SpherePoint(near.Point), ref visitor);
        }

        return visitor.Count;
    }

    // Trees know nothing of competences: what serves a commune is always walked as a list.
    private bool IsListShorter(Candidates candidates) => Query.Serves is not null
        || candidates.Count <= (candidates.AreInTrees ? FewOfSomeType : FewOfSomePlace);

    private (SphereTree[] Trees, Checks Checks) TreesFor(Segment segment, AdministrationFilter filter)
    {
        if (Query.Types is not { } types)
        {
            return ([segment.Located], filter.Checks);
        }

        var trees = Candidates.NumbersOf(segment, types)
            .Select(type => segment.LocatedByType[type])
            .OfType<SphereTree>();
        return ([.. trees], filter.Checks & ~Checks.Types);
    }

    private static ulong MarkOf(AdministrationQuery query)
    {
        // The text is only hashed; what matters is that different conditions make different texts.
        var text = new StringBuilder("administrations");
        Add("types", query.Types is { } types ? $"[{string.Join(',', types)}]" : null);
        Add("serves", query.Serves);
        Add("on", query.ServesOn);
        Add("commune", query.Commune);
        Add("communes", query.Communes is { } communes ? $"[{string.Join(',', communes)}]" : null);
        Add("postal", query.PostalCode);
        Add("epci", query.Epci);
        Add("box", query.Box is { } box ? FormattableString.Invariant($"{box.South};{box.West};{box.North};{box.East}") : null);
        Add("ids", query.ExternalIds is { } ids
            ? $"[{string.Join(',', ids.Select(id => $"{id.Scheme.Length}:{id.Scheme}{id.Value.Length}:{id.Value}"))}]"
            : null);
        Add("sign", query.SignLanguage);
        Add("freshness", query.Freshness is { } freshness ? $"[{string.Join(',', freshness.Select(item => (int)item))}]" : null);
        Add("departement", query.Departement);
        Add("region", query.Region);
        Add("parent", query.Parent);
        Add("name", query.Name is null ? null : TextFolding.Fold(query.Name));
        Add("open", query.OpenAt?.ToUnixTimeTicks());
        Add("channels", query.Channels is { } kinds ? $"[{string.Join(',', kinds.Select(kind => (int)kind))}]" : null);
        Add("wheelchair", query.Wheelchair);
        Add("since", query.UpdatedSince?.ToUnixTimeTicks());
        Add("verified", query.VerifiedSince?.ToUnixTimeTicks());
        Add("near", query.Near is { } near
            ? FormattableString.Invariant($"{near.Point.Latitude};{near.Point.Longitude};{near.RadiusMetres}")
            : null);
        return StableHash.Add(StableHash.Seed, Encoding.UTF8.GetBytes(text.ToString()));

        void Add(string name, object? value)
        {
            if (value is not null and not "")
            {
                text.Append('\n').Append(name).Append('=').Append(value);
            }
        }
    }

    /// <summary>The matches of one segment in the order of names, the next one at hand.</summary>
    private ref struct NameWalk
    {
        private readonly LiveSegment _live;
        private readonly AdministrationFilter _filter;
        private readonly Candidates _candidates;
        private int _position;

        public NameWalk(LiveSegment live, AdministrationQuery query, AdministrationFilter filter, PageCursor? after)
        {
            (_live, _filter) = (live, filter);
            _candidates = Candidates.Of(live.Segment, query, filter);
            _position = after is { } cursor
                ? _candidates.FirstFrom(live.Segment.FirstAfter(cursor.Key.Span, cursor.Id))
                : 0;
            MoveNext();
        }

        public AdministrationRecord? Current { get; private set; }

        public void MoveNext()
        {
            Current = null;
            while (Current is null && _position < _candidates.Count)
            {
                var ordinal = _candidates[_position++];
                if (!_live.IsHidden(ordinal) && _filter.Matches(_live.Segment, ordinal, _candidates.Checks))
                {
                    Current = _live.Segment.Records[ordinal];
                }
            }
        }
    }
}
