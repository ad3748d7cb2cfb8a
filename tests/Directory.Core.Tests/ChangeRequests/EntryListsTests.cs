using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.ChangeRequests.MyEntries;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.Territories;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.ChangeRequests;

public sealed class EntryListsTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>, IAsyncLifetime, IDisposable
{
    private Workshop _shop = null!;
    private EntryLists _lists = null!;

    public async Task InitializeAsync()
    {
        _shop = await Workshop.OpenAsync(database);
        _lists = new EntryLists(_shop.DataSource, _shop.Time, _ => Task.FromResult(TerritoryIndex.Empty));
    }

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    public void Dispose() => _lists.Dispose();

    [Fact]
    public async Task Read_EachTab_ShowsTheEntriesOfThePersonsGrants()
    {
        var type = Type();
        var bron = await _shop.PublishAsync(Mairie("Mairie de Bron", type));
        var lyon = await _shop.PublishAsync(Mairie("Préfecture du Rhône", type));
        await _shop.PublishAsync(Mairie("Mairie de Grenoble", "autre"));
        var editor = await EditorAsync(Perimeter.OfServiceType(type));
        await _shop.SaveAsync(editor, bron, 1, Mairie("Mairie de Bron, centre", type));
        await _shop.SubmittedAsync(_shop.Alice, bron, 1, Mairie("Mairie de Bron, nord", type));
        await _shop.UrgentAsync(lyon, 1, Mairie("Préfecture du Rhône", type) with { Notices = [Workshop.Closed()] });

        Assert.Equal(["Mairie de Bron", "Préfecture du Rhône"], await NamesAsync(editor, new()));
        Assert.Equal(["Mairie de Bron"], await NamesAsync(editor, new() { Tab = EntryTab.Drafts }));
        Assert.Equal(["Mairie de Bron"], await NamesAsync(editor, new() { Tab = EntryTab.Submitted }));
        Assert.Equal(["Préfecture du Rhône"], await NamesAsync(editor, new() { Tab = EntryTab.Urgent }));
        Assert.Empty(await NamesAsync(editor, new() { Tab = EntryTab.ToCorrect }));
        Assert.Empty(await NamesAsync(editor, new() { Tab = EntryTab.ToConfirm }));
        Assert.Empty(await NamesAsync(editor, new() { Tab = EntryTab.Removed }));
        var page = await _lists.ReadAsync(editor, new EntryListFilter(), 0, 1, default);
        Assert.Equal((2, 1), (page.Total, page.Lines.Count));
        Assert.Equal([ChangeRequestState.Draft, ChangeRequestState.Submitted], page.Lines[0].States);
        Assert.Equal(0, (await _lists.ReadAsync(Guid.CreateVersion7(), new EntryListFilter(), 0, 10, default)).Total);

        _shop.Time.Advance(Duration.FromDays(366));
        Assert.Equal(2, (await NamesAsync(editor, new() { Tab = EntryTab.ToConfirm })).Count);
    }

    [Fact]
    public async Task Read_OfARemovedEntry_IsInItsOwnTabOnly()
    {
        var type = Type();
        var entry = await _shop.PublishAsync(Mairie("Ancienne trésorerie", type));
        await _shop.ScalarAsync($"update entries set is_removed = true where id = '{entry}'");
        var editor = await EditorAsync(Perimeter.OfServiceType(type));

        var page = await _lists.ReadAsync(editor, new() { Tab = EntryTab.Removed }, 0, 10, default);

        Assert.Equal((0, 1), (page.Counts[EntryTab.All], page.Total));
        Assert.True(page.Lines.Single().IsRemoved);
        Assert.Empty(await NamesAsync(editor, new()));
    }

    [Theory]
    [InlineData("prefecture", "Préfecture de l'Ain")] // no accent
    [InlineData("PRÉFECTURE ain", "Préfecture de l'Ain")]
    [InlineData("ain, préf", "Préfecture de l'Ain")] // another order, parts of words
    [InlineData("pdla", "Préfecture de l'Ain")] // its acronym
    [InlineData("bourg en bresse", "Préfecture de l'Ain")] // the commune, though the address says otherwise
    [InlineData("01012", "Préfecture de l'Ain")] // the address's postal code
    [InlineData("cœur", "Accueil Coeur de ville")]
    [InlineData("213 800 999 00017", "Accueil Coeur de ville")] // a SIRET as people type it
    [InlineData("50%")] // no wildcard
    [InlineData("_")]
    [InlineData("préfecture coeur")] // all words
    [InlineData("!!!")]
    public async Task Read_Searched_FindsByNameCommuneAndIdentifier(string text, params string[] expected)
    {
        await _shop.ScalarAsync(
            """
            insert into regions values ('84', 'Auvergne-Rhône-Alpes', 1, 'METROPOLE', '01053') on conflict do nothing;
            insert into departements values ('01', 'Ain', 1, 'METROPOLE', '84', '01053') on conflict do nothing;
            insert into communes (code, name, name_link, kind, departement_code, region_code)
                values ('01053', 'Bourg-en-Bresse', 0, 'CURRENT', '01', '84') on conflict do nothing;
            """);
        var type = Type();
        var ain = await _shop.PublishAsync(Mairie("Préfecture de l'Ain", type) with
        {
            Acronym = "PDLA",
            Commune = InseeCode.Parse("01053"),
            Addresses = [new Address { Kind = AddressKind.Postal, Lines = ["BP 400"], PostalCode = "01012", City = "BOURG CEDEX" }],
        });
        await _shop.PublishAsync(
            Mairie("Accueil Coeur de ville", type) with { ExternalIds = [new ExternalId(ExternalIdSchemes.Siret, "21380099900017")] });
        var editor = await EditorAsync(Perimeter.OfServiceType(type));

        Assert.Equal(expected, await NamesAsync(editor, new() { Text = text }));
        Assert.Equal(["Préfecture de l'Ain"], await NamesAsync(editor, new() { Text = ain.ToString() }));
    }

    [Fact]
    public async Task Read_Filtered_ByDepartementServiceAndKind()
    {
        var type = Type();
        await _shop.PublishAsync(Mairie("A", type));
        await _shop.PublishAsync(Mairie("B", type) with { Commune = InseeCode.Parse("97411"), Types = [type, "prefecture"] });
        var editor = await EditorAsync(Perimeter.OfServiceType(type));

        Assert.Equal(["B"], await NamesAsync(editor, new() { Departement = "974" }));
        Assert.Equal(["B"], await NamesAsync(editor, new() { ServiceType = "prefecture" }));
        Assert.Equal(["A", "B"], await NamesAsync(editor, new() { Kind = EntryKind.Administration }));
        Assert.Empty(await NamesAsync(editor, new() { Kind = EntryKind.Demarche }));
    }

    [Fact]
    public async Task Read_PageByPage_GivesTheWholeListOnceInEachOrder()
    {
        var type = Type();
        string[] names = ["Écully", "Annecy", "zone Est", "Bron", "Œuilly", "Bron", "Caluire", "Élancourt", "bron"];
        foreach (var name in names)
        {
            var days = Array.IndexOf(names, name);
            await _shop.PublishAsync(Mairie(name, type) with
            {
                Provenance =
                    new Provenance { Source = Sources.Sample.Code, VerifiedAt = days == 2
                        ? null
                        : A.Morning - Duration.FromDays(days * 7 % 5) },
            });
        }

        var editor = await EditorAsync(Perimeter.OfServiceType(type));
        foreach (var filter in new EntryListFilter[]
        {
            new(), new() { IsDescending = true }, new() { ByVerification = true }, new() { ByVerification = true, IsDescending = true },
        })
        {
            var pages = new List<EntryLine>();
            for (var offset = 0; offset < names.Length; offset += 2)
            {
                pages.AddRange((await _lists.ReadAsync(editor, filter, offset, 2, default)).Lines);
            }

            var last = await _lists.ReadAsync(editor, filter, 1_000_000, 2, default); // past the end is the last page
            Assert.Equal((names.Length - 1) / 2 * 2, last.Offset);
            Assert.Equal(pages.Skip(last.Offset).Select(line => line.EntryId), last.Lines.Select(line => line.EntryId));
            var whole = await ReadAllAsync(editor, filter);
            Assert.Equal(whole.Select(line => line.EntryId), pages.Select(line => line.EntryId));
            Assert.Equal(names.Length, whole.Select(line => line.EntryId).Distinct().Count());
            var expected = filter.ByVerification
                ? whole.Select(line => line.VerifiedAt ?? Instant.MinValue).ToList()
                : null;
            if (expected is not null)
            {
                Assert.Equal(filter.IsDescending ? expected.OrderDescending() : expected.Order(), expected);
            }
        }

        Assert.Equal(
            ["Annecy", "Caluire", "Écully", "Élancourt", "Œuilly", "zone Est"], // whatever the case and accents
            (await NamesAsync(editor, new())).Where(name => !name.Equals("bron", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task Read_Counts_AreThoseOfEachTabUnderTheSameFilters()
    {
        var type = Type();
        var entries = new List<Guid>();
        for (var i = 0; i < 6; i++)
        {
            entries.Add(
                await _shop.PublishAsync(Mairie($"Fiche {i}", type) with { Commune = InseeCode.Parse(i % 2 == 0 ? "69266" : "01053") }));
        }

        var editor = await _shop.PersonAsync("Nora");
        await _shop.GrantAsync(editor, AccessRight.Modify, Perimeter.OfServiceType(type));
        var wide = await _shop.PersonAsync("Nadia", AccessRight.Modify);
        foreach (var person in new[] { editor, wide })
        {
            await _shop.SaveAsync(person, entries[0], 1, Mairie("Fiche 0 bis", type));
            await _shop.SaveAsync(person, Guid.CreateVersion7(), 0, Mairie("Fiche nouvelle", type));
        }

        await _shop.SubmittedAsync(_shop.Alice, entries[1], 1, Mairie("Fiche 1 bis", type));
        await _shop.SubmittedAsync(_shop.Chloe, entries[1], 1, Mairie("Fiche 1 ter", type)); // one entry, two requests
        await _shop.SubmittedAsync(_shop.Alice, Guid.CreateVersion7(), 0, Mairie("Fiche proposée", type));
        await _shop.UrgentAsync(entries[2], 1, Mairie("Fiche 2", type) with { Notices = [Workshop.Closed()] });
        var returned = await _shop.SubmittedAsync(editor, entries[3], 1, Mairie("Fiche 3 bis", type));
        await _shop.Approvals.ReturnAsync(
            _shop.Bruno, returned.Id, returned.Revision, "Précisez.", new Dictionary<string, string>(), default);
        await _shop.ScalarAsync($"update entries set is_removed = true where id = '{entries[5]}'");

        foreach (var person in new[] { editor, wide })
        {
            foreach (var filter in new EntryListFilter[]
            {
                new(), new() { Text = "fiche" }, new() { Departement = "69" }, new() { ServiceType = type },
                new() { Kind = EntryKind.Administration },
                new() { Today = ReceptionToday.Unknown }, new() { Today = ReceptionToday.Open },
            })
            {
                foreach (var tab in Enum.GetValues<EntryTab>())
                {
                    var page = await _lists.ReadAsync(person, filter with { Tab = tab }, 0, 100, default);
                    Assert.Equal(page.Total, page.Counts[tab]);
                    Assert.True(
                        page.Total == (await ReadAllAsync(person, filter with { Tab = tab })).Count,
                        $"{tab} of {filter}: {page.Total}");
                }
            }
        }

        var mine = await _lists.ReadAsync(editor, new(), 0, 100, default);
        Assert.Equal((7, 2, 2, 1, 1, 1), (
            mine.Counts[EntryTab.All], mine.Counts[EntryTab.Drafts], mine.Counts[EntryTab.Submitted], mine.Counts[EntryTab.ToCorrect],
            mine.Counts[EntryTab.Urgent], mine.Counts[EntryTab.Removed]));
    }

    [Fact]
    public async Task Read_OfANewEntry_IsItsAuthorsAloneUntilItIsSubmitted()
    {
        var type = Type();
        var id = Guid.CreateVersion7();
        var author = await EditorAsync(Perimeter.OfServiceType(type), AccessRight.Modify);
        var colleague = await EditorAsync(Perimeter.OfServiceType(type));
        var stranger = await EditorAsync(Perimeter.OfServiceType("autre"));
        var draft = (await _shop.SaveAsync(author, id, 0, Mairie("Maison France services", type))).Request;

        var line = (await _lists.ReadAsync(author, new() { Tab = EntryTab.Drafts }, 0, 10, default)).Lines.Single();
        Assert.Equal((id, 0, false), (line.EntryId, line.Version, line.IsPublished));
        Assert.Equal([ChangeRequestState.Draft], line.States);
        Assert.Empty(await NamesAsync(colleague, new()));

        await _shop.Submissions.SubmitAsync(author, new SubmitInput { RequestId = draft.Id, Revision = draft.Revision }, default);
        Assert.Equal(["Maison France services"], await NamesAsync(colleague, new() { Tab = EntryTab.Submitted }));
        Assert.Empty(await NamesAsync(stranger, new() { Tab = EntryTab.Submitted }));
        Assert.Empty(await NamesAsync(stranger, new()));
    }

    [Fact]
    public async Task Read_FilteredByToday_FollowsHoursNoticesAndTheLog()
    {
        // A Sunday.
        var type = Type();
        var open = Hours(Weekdays.Sunday);
        var first = await _shop.PublishAsync(Mairie("Ouverte", type) with { OpeningHours = open });
        await _shop.PublishAsync(Mairie("Fermée", type) with { OpeningHours = Hours(Weekdays.MondayToFriday) });
        await _shop.PublishAsync(Mairie("Inconnue", type));
        await _shop.PublishAsync(Mairie("Suspendue", type) with
        {
            OpeningHours = open,
            Notices = [new Notice { Title = "Travaux", From = A.Morning - Duration.FromDays(1), SuspendsReception = true }],
        });
        await _shop.PublishAsync(
            Mairie("À Nouméa, lundi déjà", type) with { Commune = InseeCode.Parse("98818"), OpeningHours = Hours(Weekdays.Monday) });
        var editor = await EditorAsync(Perimeter.OfServiceType(type));
        _shop.Time.Advance(Duration.FromHours(6)); // 16:00 in Paris, 02:00 on Monday in Nouméa

        Assert.Equal(["À Nouméa, lundi déjà", "Ouverte"], await NamesAsync(editor, new() { Today = ReceptionToday.Open }));
        Assert.Equal(["Fermée", "Suspendue"], await NamesAsync(editor, new() { Today = ReceptionToday.Closed }));
        Assert.Equal(["Inconnue"], await NamesAsync(editor, new() { Today = ReceptionToday.Unknown }));
        foreach (var line in (await _lists.ReadAsync(editor, new(), 0, 10, default)).Lines)
        {
            // The filter and the column are one.
            Assert.Equal(line.Name is "Ouverte" or "À Nouméa, lundi déjà", line.Today!.IsOpen);
        }

        await _shop.PublishAsync(Mairie("Ouverte", type) with { OpeningHours = Hours(Weekdays.Tuesday) }, first, 1);
        Assert.Equal(["À Nouméa, lundi déjà"], await NamesAsync(editor, new() { Today = ReceptionToday.Open }));

        _shop.Time.Advance(Duration.FromDays(1)); // Monday
        Assert.Equal(["Fermée"], await NamesAsync(editor, new() { Today = ReceptionToday.Open }));
        _shop.Time.Advance(Duration.FromDays(50)); // a Tuesday, past what was worked out
        Assert.Equal(["Fermée", "Ouverte"], await NamesAsync(editor, new() { Today = ReceptionToday.Open }));
    }

    [Fact]
    public async Task ReadAwaiting_SaysWhatThePersonMayDoNearestDeadlineFirst()
    {
        var type = Type();
        var (one, two, three) = (
            await _shop.PublishAsync(Mairie("Un", type)), await _shop.PublishAsync(Mairie("Deux", type)), await _shop.PublishAsync(
                Mairie("Trois", type)));
        var person = await _shop.PersonAsync("Rose");
        await _shop.GrantAsync(person, AccessRight.Approve, Perimeter.OfServiceType(type));
        await _shop.GrantAsync(person, AccessRight.Modify, Perimeter.OfServiceType(type));
        var elsewhere = await EditorAsync(Perimeter.OfServiceType("autre"), AccessRight.Approve);
        Assert.Empty(await _lists.ReadAwaitingAsync(person, default));

        await _shop.SubmittedAsync(_shop.Alice, one, 1, Mairie("Un bis", type));
        await _shop.SubmittedAsync(person, one, 1, Mairie("Un ter", type)); // one's own is not for oneself to approve
        var urgent = await _shop.UrgentAsync(two, 1, Mairie("Deux", type) with { Notices = [Workshop.Closed()] });
        var returned = await _shop.SubmittedAsync(person, three, 1, Mairie("Trois bis", type));
        await _shop.Approvals.ReturnAsync(
            _shop.Bruno, returned.Id, returned.Revision, "Précisez.", new Dictionary<string, string>(), default);

        var awaiting = await _lists.ReadAwaitingAsync(person, default);
        Assert.Equal(
            [
                new(AwaitingKind.UrgentToReview, 1, urgent.ReviewDueAt), new(AwaitingKind.ToCorrect, 1, null), new(
                    AwaitingKind.ToApprove, 1, null),
            ],
            awaiting);
        Assert.Empty(await _lists.ReadAwaitingAsync(elsewhere, default));

        _shop.Time.Advance(Duration.FromDays(366));
        Assert.Equal(3, (await _lists.ReadAwaitingAsync(person, default)).Single(work => work.Kind is AwaitingKind.ToConfirm).Count);
    }

    [Fact]
    public async Task ReadFacets_OfNarrowGrants_AreOfTheirEntriesOnly()
    {
        var type = Type();
        var top = await _shop.PublishAsync(Mairie("Préfecture", type) with { Commune = InseeCode.Parse("2A004") });
        var editor = await EditorAsync(Perimeter.OfEntry(top));

        var facets = await _lists.ReadFacetsAsync(editor, default);

        Assert.Equal(["2A"], facets.Departements.Select(departement => departement.Code));
        Assert.Equal([type], facets.ServiceTypes.Select(kind => kind.Code));
    }

    [Fact]
    public async Task Find_OfEntriesThatGrantsDoNotCover_LeavesThemOut()
    {
        var type = Type();
        var (mine, other) = (await _shop.PublishAsync(Mairie("Mienne", type)), await _shop.PublishAsync(Mairie("Autre", "autre")));
        var editor = await EditorAsync(Perimeter.OfServiceType(type));

        Assert.Equal([mine], (await _lists.FindAsync(editor, [other, mine, Guid.CreateVersion7()], default)).Select(line => line.EntryId));
    }

    // Each test has a service type of its own, and so entries of its own.
    private static string Type() => $"type_{Guid.NewGuid():N}"[..20];

    private static AdministrationDocument Mairie(string name, string type) => A.Mairie(name) with { Types = [type], Competences = [] };

    private static OpeningSchedule Hours(Weekdays days) => new()
    {
        Regular = [new RegularPeriod { Days = days, Opens = ClockTime.Parse("09:00"), Closes = ClockTime.Parse("12:00") }],
    };

    private async Task<Guid> EditorAsync(Perimeter perimeter, AccessRight right = AccessRight.Propose)
    {
        var editor = await _shop.PersonAsync("Farid");
        await _shop.GrantAsync(editor, right, perimeter);
        return editor;
    }

    private async Task<List<string>> NamesAsync(Guid account, EntryListFilter filter) =>
        [.. (await _lists.ReadAsync(account, filter, 0, 100, default)).Lines.Select(line => line.Name)];

    private async Task<List<EntryLine>> ReadAllAsync(Guid account, EntryListFilter filter)
    {
        var lines = new List<EntryLine>();
        await foreach (var line in _lists.ReadAllAsync(account, filter, default))
        {
            lines.Add(line);
        }

        return lines;
    }
}
