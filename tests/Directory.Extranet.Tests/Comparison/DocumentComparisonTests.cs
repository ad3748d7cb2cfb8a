using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests.Urgent;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.Storage;
using PublicDirectory.Core.Territories;
using PublicDirectory.Extranet.Comparison;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Comparison;

public sealed class DocumentComparisonTests
{
    [Fact]
    public void Compare_TheSame_SaysNothing() => Assert.Empty(Compare(A.Mairie(), A.Mairie()));

    [Fact]
    public void Compare_TheSameWithoutChangesOnly_SaysEverythingUnchanged()
    {
        var blocks = Compare(A.Mairie(), A.Mairie(), changesOnly: false);

        Assert.Equal(
            ["name", "types", "commune", "addresses", "channels", "competences", "externalIds"], blocks.Select(block => block.Block));
        Assert.All(blocks, block => Assert.Equal(0, block.Changes));
        Assert.Equal("04 65 71 00 01", Changed("+33465710001"));

        string Changed(string number) => blocks.Single(block => block.Block == "channels").Rows.Single().After!;
    }

    [Fact]
    public void Compare_ATextThatChanged_MarksTheWordsThatDiffer()
    {
        var row = Row(
            A.Mairie() with { Mission = "Délivre les actes d'état civil\net les cartes." },
            A.Mairie() with { Mission = "Délivre les actes de naissance\net les cartes." });

        Assert.Equal([("Délivre les actes ", false), ("d'état civil\n", true), ("et les cartes.", false)], Words(row.BeforeWords));
        Assert.Equal([("Délivre les actes ", false), ("de naissance\n", true), ("et les cartes.", false)], Words(row.AfterWords));
    }

    [Fact]
    public void Compare_TextsWithLittleInCommon_SaysThemWhole()
    {
        var row = Row(A.Mairie("Mairie de quartier"), A.Mairie("Annexe du port autonome"));

        Assert.Empty(row.BeforeWords);
        Assert.Equal(("Mairie de quartier", "Annexe du port autonome"), (row.Before, row.After));
    }

    [Fact]
    public void Compare_Hours_SaysTheDaysThatChangedInSentences()
    {
        var before = Hours(Slot(Weekdays.MondayToFriday, 9, 12), Slot(Weekdays.MondayToFriday, 14, 17));
        var after =
            Hours(
                Slot(Weekdays.MondayToFriday, 9, 12), Slot(Weekdays.Range(IsoDayOfWeek.Tuesday, IsoDayOfWeek.Friday), 14, 17),
                Slot(Weekdays.Saturday, 9, 12, true));

        var group = Assert.Single(Single(A.Mairie() with { OpeningHours = before }, A.Mairie() with { OpeningHours = after }).Groups);

        Assert.True(group.IsTable);
        Assert.Equal(
            [("Lundi", "de 9 h à 12 h et de 14 h à 17 h", "de 9 h à 12 h"), ("Samedi", "fermé", "de 9 h à 12 h sur rendez-vous")],
            group.Rows.Select(row => (row.Label, row.Before, row.After)));
    }

    [Fact]
    public void Compare_OneHourBesideALongRemark_SaysTheHourAlone()
    {
        var remark = string.Join(' ', Enumerable.Repeat("Le service des étrangers reçoit sur rendez-vous pris en ligne.", 25));
        var before = Hours(Slot(Weekdays.MondayToFriday, 9, 12) with { Note = remark });
        var after = Hours(
            Slot(Weekdays.Monday, 9, 11) with { Note = remark },
            Slot(Weekdays.Range(IsoDayOfWeek.Tuesday, IsoDayOfWeek.Friday), 9, 12) with { Note = remark });

        var rows = Single(A.Mairie() with { OpeningHours = before }, A.Mairie() with { OpeningHours = after }).Rows;

        Assert.Equal(("Lundi", "de 9 h à 12 h", "de 9 h à 11 h"), Said(Assert.Single(rows)));
        var other = Hours(Slot(Weekdays.MondayToFriday, 9, 12) with { Note = "Sonnez." });
        Assert.Equal(
            ("Lundi, remarque", remark, "Sonnez."),
            Said(Single(A.Mairie() with { OpeningHours = before }, A.Mairie() with { OpeningHours = other }).Rows.First()));
    }

    [Fact]
    public void Compare_OneWordOfALongText_LeavesOutWhatIsTheSame()
    {
        var words = Enumerable.Range(1, 100).Select(number => $"mot{number}").ToArray();

        var row = Row(
            A.Mairie() with { Mission = string.Join(' ', words) },
            A.Mairie() with { Mission = string.Join(' ', words).Replace("mot50 ", "autre ", StringComparison.Ordinal) });

        Assert.Equal(
            [
                ("[…] mot42 mot43 mot44 mot45 mot46 mot47 mot48 mot49 ", false), ("autre ", true),
                ("mot51 mot52 mot53 mot54 mot55 mot56 mot57 mot58 […] ", false),
            ],
            Words(row.AfterWords));
        Assert.Equal("Missions", row.Label);
    }

    [Theory]
    [InlineData("69266", "Fermeture du 24 au 26 décembre 2026 : Inventaire. (avec un message important au public)")]
    [InlineData("97411", "Fermeture du 24 au 26 décembre 2026 : Inventaire. (avec un message important au public)")] // midnight is not Paris's
    public void Compare_AClosureAndTheMessagesThatTellIt_IsOneLine(string commune, string expected)
    {
        var before =
            A.Mairie() with { Commune = InseeCode.Parse(commune), Notices = [new Notice { Title = "Travaux", Body = "Rue barrée." }] };
        var zone = Disruption.ZoneOf(before);
        var after = new Disruption
        {
            Kind = DisruptionKind.ClosedLater,
            Message = "Inventaire.",
            From = new LocalDate(2026, 12, 24),
            EndsAt = zone.AtStartOfDay(new LocalDate(2026, 12, 27)).ToInstant(),
        }.ApplyTo(before, NoticeLevel.Warning);

        Assert.Equal(("Fermeture", null, expected), Said(Row(before, after)));
        Assert.Equal(("Fermeture", expected, null), Said(Row(after, before)));
        // A message of its own is not hidden by it.
        var both =
            after with { Notices = [.. after.Notices, new Notice { Title = "Grève", Until = zone.AtStartOfDay(new LocalDate(2026, 12, 27))
                .ToInstant() }] };
        Assert.Equal(
            ["Fermeture", "Pour information"], Compare(before, both).SelectMany(block => block.Rows).Select(row => row.Label));
        Assert.Contains(Compare(before, after, changesOnly: false), block => block.Block == "notices");
    }

    [Fact]
    public void Compare_AMessage_SaysItsDaysOnce()
    {
        var zone = DateTimeZoneProviders.Tzdb["Europe/Paris"];
        var row = Row(A.Mairie(), A.Mairie() with
        {
            Notices =
            [
                new Notice
                {
                    Title = "Fête votive", Body = "Stationnement difficile.", Level = NoticeLevel.Warning,
                    From =
                        zone.AtStartOfDay(new LocalDate(2026, 12, 24))
                            .ToInstant(), Until = zone.AtStartOfDay(new LocalDate(2026, 12, 27)).ToInstant(),
                },
            ],
        });

        Assert.Equal(
            ("Important", null, "Fête votive · Stationnement difficile. · Message affiché du 24 au 26\u00a0décembre\u00a02026"), Said(row));
    }

    [Fact]
    public void Compare_HoursOfASeasonAndOfOneSaturdayInTheMonth_SaysThemApart()
    {
        var after = Hours(
            Slot(Weekdays.Monday, 9, 12),
            Slot(Weekdays.Saturday, 9, 12) with { Recurrence = new Recurrence { Ordinals = MonthOrdinals.Of(1) } },
            Slot(Weekdays.Monday, 8, 11) with { From = new LocalDate(2026, 7, 1), To = new LocalDate(2026, 8, 31) });

        var groups =
            Single(A.Mairie() with { OpeningHours = Hours(Slot(Weekdays.Monday, 9, 12)) }, A.Mairie() with { OpeningHours = after }).Groups;

        Assert.Equal(["Horaires habituels", "Horaires du 1er juillet au 31 août 2026"], groups.Select(group => group.Title));
        Assert.Equal(("Samedi", "fermé", "le 1er samedi du mois de 9 h à 12 h"), Said(Assert.Single(groups[0].Rows)));
        Assert.Equal(("Lundi", null, "de 8 h à 11 h"), Said(Assert.Single(groups[1].Rows)));
    }

    [Fact]
    public void Compare_AClosureThatIsAdded_SaysItsDatesAndReason()
    {
        var closure = new ExceptionalPeriod { From = new LocalDate(2026, 3, 8), To = new LocalDate(2026, 3, 10), Reason = "travaux" };
        var before = Hours(Slot(Weekdays.Monday, 9, 12));

        var row =
            Row(A.Mairie() with { OpeningHours = before }, A.Mairie() with { OpeningHours = before with { Exceptional = [closure] } });

        Assert.Equal(("Fermeture", null, "Fermeture du 8 au 10 mars 2026 : travaux"), Said(row));
    }

    [Fact]
    public void Compare_AClosureThatMoved_PairsItWithTheOldOne()
    {
        var before = new OpeningSchedule { Exceptional = [Closed(8), Closed(20)] };
        var after = new OpeningSchedule { Exceptional = [Closed(8), Closed(21)] };

        var row = Row(A.Mairie() with { OpeningHours = before }, A.Mairie() with { OpeningHours = after });

        Assert.Equal(("Fermeture", "Fermeture le 20 mars 2026", "Fermeture le 21 mars 2026"), Said(row));

        static ExceptionalPeriod Closed(int day) => new() { From = new LocalDate(2026, 3, day), To = new LocalDate(2026, 3, day) };
    }

    [Fact]
    public void Compare_ANumberThatChanged_PairsItByKindAndKeepsTheOthersOut()
    {
        var mail = new ContactChannel { Kind = ChannelKind.Email, Value = "mairie@exemple.fr" };
        var before = A.Mairie() with { Channels = [Phone("+33465710001"), mail] };
        var after =
            A.Mairie() with { Channels = [Phone("+33465710002"), mail, new ContactChannel { Kind = ChannelKind.Website, Value = "https://exemple.fr", Label = "Ville" }] };

        var rows = Single(before, after).Rows.ToList();

        Assert.Equal(("Téléphone", "04 65 71 00 01", "04 65 71 00 02"), Said(rows[0]));
        Assert.Equal(("Site internet – Ville", null, "https://exemple.fr"), Said(rows[1]));
        Assert.Equal(2, rows.Count);
    }

    [Fact]
    public void Compare_ChannelsInAnotherOrder_SaysTheOrder()
    {
        ContactChannel[] channels = [Phone("+33465710001"), new() { Kind = ChannelKind.Email, Value = "mairie@exemple.fr" }];

        var row = Row(A.Mairie() with { Channels = channels }, A.Mairie() with { Channels = [.. channels.Reverse()] });

        Assert.Equal(("Ordre", "04 65 71 00 01 · mairie@exemple.fr", "mairie@exemple.fr · 04 65 71 00 01"), Said(row));
    }

    [Fact]
    public void Compare_ADoorThatMoved_SaysHowFarAndShowsIt()
    {
        var address = A.Mairie().Addresses[0];
        var row = Row(A.Mairie(), A.Mairie() with { Addresses = [address with { Location = new GeoPoint(45.7690, 4.8803) }] });

        Assert.Equal(("Position, adresse", "45,7667° N, 4,8803° E", "45,769° N, 4,8803° E"), Said(row));
        Assert.Equal("Déplacée de 256 m.", row.Note);
        var (before, after) = row.Move!.Plan;
        Assert.True(after.Y < before.Y); // it went north
        Assert.Equal(before.X, after.X, 3);
    }

    [Fact]
    public void Compare_Competences_NamesTheCommunesThatWereAddedAndRemoved()
    {
        var names = new ComparisonNames();
        names.Add("commune", "69266", "Villeurbanne");
        names.Add("commune", "69029", "Bron");
        names.Add("type", "mairie", "Mairie");
        var after =
            A.Mairie() with { Competences = [new Competence { ServiceType = "mairie", Communes = [InseeCode.Parse("69029"), InseeCode.Parse(
                "69266")] }] };

        var group = Assert.Single(Single(A.Mairie(), after, names).Groups);

        Assert.Equal("Mairie", group.Title);
        var row = Assert.Single(group.Rows);
        Assert.Equal("Communes", row.Label);
        Assert.Equal([("Bron (69)", true), (", ", false), ("Villeurbanne (69)", false)], Words(row.AfterWords));
    }

    [Fact]
    public void Compare_FiftyThousandCommunes_NamesAFewAndCountsTheRest()
    {
        var all = Enumerable.Range(0, 50_000).Select(i => InseeCode.Parse($"{(i / 1000) + 10}{i % 1000:000}")).ToList();
        var names = new ComparisonNames();
        var before = A.Mairie() with { Competences = [new Competence { ServiceType = "mairie", Communes = all }] };
        var after = A.Mairie() with { Competences = [new Competence { ServiceType = "mairie", Communes = [.. all.Skip(100)] }] };

        var row = Row(before, after, names);

        Assert.EndsWith(" et 40 autres", row.Before, StringComparison.Ordinal);
        Assert.Null(row.After);
        Assert.Equal("49 900 inchangés.", row.Note!.Replace('\u202f', ' ').Replace('\u00a0', ' '));
        Assert.InRange(names.AskedOf("commune").Length, 1, Comparing.MaxNamed);
    }

    [Fact]
    public void Compare_ManyLongTexts_StopsComparingByWordsWhenTheBudgetIsSpent()
    {
        var (before, after) = (Text("a"), Text("b"));

        var rows = Single(before, after).Rows.ToList();

        Assert.Equal(200, rows.Count);
        Assert.NotEmpty(rows[0].BeforeWords);
        Assert.Empty(rows[^1].BeforeWords);
        Assert.Equal(100, Single(before, after).Groups[0].Omitted);

        static DemarcheDocument Text(string word) => A.Demarche() with
        {
            Passages = [.. Enumerable.Range(0, 300).Select(number => new Passage
            {
                Heading = $"Titre {number}",
                Level = 1,
                Text = string.Join(' ', Enumerable.Range(0, 600).Select(i => i % 3 == 0 ? $"{word}{i}" : $"mot{i}")),
            })],
        };
    }

    [Fact]
    public void Compare_ADemarche_SaysItsListsAndTheCasesByTheirNames()
    {
        var before = A.Demarche();
        var after = before with
        {
            RequiredDocuments =
                [before.RequiredDocuments[0], before.RequiredDocuments[1] with { Detail = "35 €" }, before.RequiredDocuments[2]],
            Cost = [],
        };

        var blocks = Compare(before, after);

        Assert.Equal(["requiredDocuments", "cost"], blocks.Select(block => block.Block));
        Assert.Equal(
            ("Document", "Timbre fiscal · 25 € · si vous l'avez · dans le cas « En France »", "Timbre fiscal · 35 € · si vous l'avez · dans le cas « En France »"),
            Said(Assert.Single(blocks[0].Rows)));
        Assert.Equal(("Coût", "Gratuit. · 0 €", null), Said(Assert.Single(blocks[1].Rows)));
    }

    [Fact]
    public void Compare_WhoHandlesACase_IsSaidWithTheCase()
    {
        var before = A.Demarche();
        var names = new ComparisonNames();
        names.Add("type", "prefecture", "Préfecture");

        var row =
            Row(before, before with { Situations = [before.Situations[0] with { HandledBy = ["prefecture"] }, .. before.Situations.Skip(1)] }, names);

        Assert.Equal(("Situation", "En France", "En France · traitée par Préfecture"), Said(row));
    }

    [Fact]
    public void Compare_AServiceType_SaysItsText()
    {
        var type = new ServiceTypeDocument { Code = "mairie", Label = "Mairie", Provenance = A.Mairie().Provenance };

        var row = Row(type, type with { Label = "Mairie ou annexe" });

        Assert.Equal([("Mairie ", false), ("ou annexe", true)], Words(row.AfterWords));
    }

    [Fact]
    public void Compare_ABlockOfAKindThatHasNoWordsYet_IsSaidValueByValue()
    {
        var blocks = DocumentComparison.Of(
            EntryKind.ServiceType,
            """{"novelty":"INFO","scope":{"national":true}}"""u8.ToArray(),
            """{"novelty":"URGENT","scope":{"national":false}}"""u8.ToArray());

        Assert.Equal([("novelty", "INFO", "URGENT"), ("national", "oui", "non")], blocks.SelectMany(block => block.Rows).Select(Said));
    }

    [Fact]
    public void Compare_AMessageForMany_SaysItsLevelDatesAndWhomItConcerns()
    {
        var before =
            new NoticeDocument { Title = "Grève", Concerns = new NoticeTargets { Departements = ["69"] }, Provenance = A.Mairie().Provenance };
        var names = new ComparisonNames();
        names.Add("departement", "69", "Rhône");
        names.Add("departement", "01", "Ain");

        var blocks = Compare(
            before,
            before with { Level = NoticeLevel.Urgent, Until = A.Morning, Concerns = new NoticeTargets { Departements = ["01", "69"] } },
            names: names);

        Assert.Equal(
            [("Niveau", "Pour information", "Urgent"), ("Date", null, "1er\u00a0mars\u00a02026 à\u00a010\u00a0h\u00a000"), (
                "Départements", "Rhône (69)", "Ain (01), Rhône (69)")],
            blocks.SelectMany(block => block.Rows).Select(Said));
    }

    [Fact]
    public void Compare_ALocalComplement_SaysTheDemarcheAndTheTextItWasWrittenFor()
    {
        var before = new LocalComplementDocument
        {
            Title =
                "À Lyon", Demarche = Guid.NewGuid(), Departement = "69", Basis = new DemarcheBasis(1, A.Morning), Text = "Venez tôt.", Provenance = A.Mairie().Provenance,
        };
        var demarche = Guid.NewGuid();
        var names = new ComparisonNames();
        names.Add("fiche", demarche.ToString(), "Refaire sa carte");

        var rows = Compare(
            before, before with { Demarche = demarche, Departement = null, Basis = new DemarcheBasis(2, A.Morning) }, names: names)
            .SelectMany(block => block.Rows).Select(Said).ToList();

        Assert.Equal([("Complète", "une fiche inconnue", "Refaire sa carte"), ("Département", "69", null)], rows.Take(2));
        Assert.StartsWith("la version 2 du texte national", rows[2].After, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_EveryPropertyOfAnAdministration_NeverHidesAChange()
    {
        var hours = Hours(Slot(Weekdays.Monday, 9, 12));
        var mairie = A.Mairie() with { OpeningHours = hours };
        EntryDocument[] changed =
        [
            mairie with { Acronym = "MV" }, mairie with { Parent = Guid.NewGuid() }, mairie with { Commune = null },
            mairie with { Accessibility = new Accessibility { Wheelchair = WheelchairAccess.Unknown } },
            mairie with { OpeningHours = hours with { Comment = "Sonnez." } },
            mairie with { OpeningHours = hours with { PublicHolidays = PublicHolidayPolicy.AsUsual } },
            mairie with { OpeningHours = Hours(Slot(Weekdays.Monday, 9, 12) with { Note = "étage 2" }) },
            mairie with { OpeningHours = hours with { Unread = [new UnreadText { Days = Weekdays.Monday, Text = "selon affluence" }] } },
            mairie with { OpeningHours = Hours(Slot(Weekdays.Monday, 9, 10), Slot(Weekdays.Monday, 10, 12)) }, // said alike, written otherwise
            mairie with { Notices = [new Notice { Title = "Travaux", SuspendsReception = true }] },
            mairie with { PeakTimes = [new PeakTime(Weekdays.Monday, new ClockTime(9, 0), new ClockTime(10, 0), PeakLevel.High)] },
            mairie with { Responsible = new ResponsibleUnit("Secrétariat général", Guid.NewGuid()) },
            mairie with { Competences = [mairie.Competences[0] with { Basis = CompetenceBasis.Seat }] },
            mairie with { Competences = [mairie.Competences[0] with { ValidTo = new LocalDate(2026, 12, 31) }] },
            mairie with { Channels = [mairie.Channels[0] with { Audience = ChannelAudience.Agent, AnswersWithin = "P5D", Cost = "Gratuit", OpeningHours = hours }] },
            mairie with { ExternalIds = [] },
        ];

        Assert.All(changed, document =>
        {
            var block = Single(mairie, document);
            Assert.InRange(block.Changes, 1, 10);
            Assert.Contains(block.Rows, row => row.IsChanged);
        });
    }

    private static IReadOnlyList<ComparedBlock> Compare(EntryDocument before, EntryDocument after, bool changesOnly = true, ComparisonNames? names = null) =>
        DocumentComparison.Of(before.Kind, DocumentJson.Write(before), DocumentJson.Write(after), changesOnly, names);

    private static ComparedBlock Single(EntryDocument before, EntryDocument after, ComparisonNames? names = null) =>
        Assert.Single(Compare(before, after, names: names));

    private static ComparedRow Row(EntryDocument before, EntryDocument after, ComparisonNames? names = null) =>
        Assert.Single(Single(before, after, names).Rows);

    private static (string Label, string? Before, string? After) Said(ComparedRow row) => (row.Label, row.Before, row.After);

    private static IEnumerable<(string, bool)> Words(IEnumerable<ComparedWords> words) => words.Select(word => (word.Text, word.IsChanged));

    private static OpeningSchedule Hours(params RegularPeriod[] periods) => new() { Regular = periods };

    private static RegularPeriod Slot(Weekdays days, int from, int to, bool byAppointment = false) =>
        new() { Days = days, Opens = new ClockTime(from, 0), Closes = new ClockTime(to, 0), ByAppointment = byAppointment };

    private static ContactChannel Phone(string number) => new() { Kind = ChannelKind.Phone, Value = number };
}
