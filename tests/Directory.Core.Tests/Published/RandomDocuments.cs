using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Holidays;

namespace PublicDirectory.Core.Tests.Published;

/// <summary>Documents of every shape from a seed: few distinct values, so that conditions meet and ties happen.</summary>
internal sealed class RandomDocuments(int seed)
{
    public static readonly string[] Types = ["mairie", "prefecture", "caf", "type \"rare\"\n"];
    public static readonly Guid[] Demarches =
        [Guid.Parse("00000000-0000-7000-8000-0000000000d1"), Guid.Parse("00000000-0000-7000-8000-0000000000d2")];
    public static readonly string[] Schemes = ["SIRET", "DILA_PIVOT", "A\\B"];

    private static readonly string[] Texts =
    [
        "Mairie", "Mairie annexe", "Préfecture de l'Ain", "L'Œuvre – « été »", "", "\"cité\" \\ ligne\r\nsuivante\t\u0001",
        "日本 🏛️", "Caisse d'allocations familiales", "mairie", "a\u007fb\u2028c",
    ];

    private static readonly Instant Origin = NodaTime.Instant.FromUtc(2024, 2, 29, 12, 0);
    private readonly Random _random = new(seed);

    public Random Random => _random;

    public Instant Instant() => Origin + Duration.FromHours(_random.Next(0, 24 * 900)) + Duration.FromTicks(_random.Next(0, 3));

    public T One<T>(IReadOnlyList<T> values) => values[_random.Next(values.Count)];

    public bool Chance(int percent) => _random.Next(100) < percent;

    public GeoPoint Point() => _random.Next(6) switch
    {
        0 => new GeoPoint(90, _random.Next(-180, 181)), // a pole, by any longitude
        1 => new GeoPoint(-16.5, One([179.999, -179.999, 180, -180])), // both sides of the antimeridian
        2 => new GeoPoint(45.75, 4.85), // several at one place
        _ => new GeoPoint(45.5 + (_random.NextDouble() / 2), 4.5 + (_random.NextDouble() / 2)),
    };

    public AdministrationDocument Administration(IReadOnlyList<Guid> possibleParents) => new()
    {
        Name = Text() is { Length: > 0 } name ? name : "X",
        Acronym = Maybe(Text),
        Mission = Maybe(() => string.Concat(Enumerable.Repeat(Text(), Chance(5) ? 9_000 : 20))),
        Types = Some(3, () => One(Types)).Distinct().ToList(),
        Parent = possibleParents.Count > 0 && Chance(40) ? One(possibleParents) : null,
        Commune = Chance(85) ? One(SmallCountry.Communes) : null,
        Addresses = Some(3, Address),
        Accessibility = Chance(50)
            ? new Accessibility
            {
                Wheelchair = One(Enum.GetValues<WheelchairAccess>()),
                Note = Maybe(Text),
                SignLanguage = One<bool?>([null, true, false]),
            }
            : null,
        OpeningHours = Chance(70) ? Schedule() : null,
        Channels = Some(4, Channel),
        Competences = Some(3, Competence),
        Unread = Some(2, () => new UnreadValue(One(["channels", "addresses"]), Text(), Text())),
        Notices = Some(2, Notice),
        Responsible = Chance(30) ? new ResponsibleUnit(Text(), Chance(50) ? Guid.NewGuid() : null) : null,
        PeakTimes = Some(2, () => new PeakTime(
            Weekdays.Of(One([IsoDayOfWeek.Monday, IsoDayOfWeek.Sunday])), new ClockTime(540), new ClockTime(600),
            One(Enum.GetValues<PeakLevel>()))),
        ExternalIds = Some(3, () => new ExternalId(One(Schemes), One(["1", "2", "3\"", ""]))),
        Provenance = new Provenance
        {
            Source = One(["dila-annuaire", "local", "sample"]),
            Attribution = Maybe(Text),
            VerifiedAt = Chance(80) ? Instant() : null,
            Blocks = Some(2, () => One(["openingHours", "channels", "name"])).Distinct().ToDictionary(
                block => block,
                _ =>
                    new BlockProvenance { Source = One(["local", "sample"]), VerifiedAt = Chance(50)
                        ? Instant()
                        : null, VerifiedBy = Maybe(Text) }),
        },
    };

    public ServiceTypeDocument ServiceType() => new()
    {
        Code = One(["mairie", "caf", "maison_justice"]),
        Label = Text(),
        Acronym = Maybe(Text),
        Description = Maybe(Text),
        Provenance = new Provenance { Source = "sample" },
    };

    public OpeningSchedule Schedule() => new()
    {
        Regular = Some(5, () =>
        {
            var opens = _random.Next(0, 1440);
            return new RegularPeriod
            {
                Days = Days(),
                Opens = new ClockTime(opens),
                Closes = new ClockTime(_random.Next(opens + 1, 1441)),
                Recurrence = Chance(20) ? Rule() : null,
                From = Chance(20) ? Date() : null,
                To = Chance(20) ? Date() : null,
                ByAppointment = Chance(20),
                Note = Chance(20) ? Text() : null,
                Purpose = Chance(20) ? Text() : null,
            } is var period && opens > 0 && Chance(10)
                ? period with { Closes = new ClockTime(_random.Next(1, opens)), ClosesNextDay = true }
                : period;
        }),
        Exceptional = Chance(20) ? Some(3, Exception) : [],
        Unread =
            Chance(20)
                ? Some(
                    2,
                    () =>
                        new UnreadText { Days = Days(), Text = Text(), Recurrence = Chance(40)
                            ? new Recurrence { Seasons = [YearlyRange.Of(7, 1, 8, 31)] }
                            : null })
                : [],
        Comment = Maybe(Text),
        PublicHolidays = One(Enum.GetValues<PublicHolidayPolicy>()),
    };

    private Recurrence Rule() => new()
    {
        Seasons = Some(2, () => YearlyRange.Of(_random.Next(1, 13), _random.Next(1, 29), _random.Next(1, 13), _random.Next(1, 29))),
        Ordinals = Chance(50) ? MonthOrdinals.Of(_random.Next(1, 6), -_random.Next(1, 6)) : MonthOrdinals.Every,
        Weeks = One(Enum.GetValues<WeekParity>()),
        SchoolHolidays = One(Enum.GetValues<SchoolHolidayRule>()),
    };

    private ExceptionalPeriod Exception() => new()
    {
        From = Date(),
        To = Date(),
        Days = Chance(50) ? Days() : Weekdays.All,
        Slots = Some(2, () => new ExceptionalSlot(
            new ClockTime(_random.Next(600, 1440)), new ClockTime(_random.Next(1, 600)), Chance(50), ClosesNextDay: true)),
        Reason = Maybe(Text),
    };

    public LocalDate Date() => new(_random.Next(2024, 2028), _random.Next(1, 13), _random.Next(1, 29));

    private string Text() => One(Texts);

    private string? Maybe(Func<string> text) => Chance(50) ? text() : null;

    private Weekdays Days() => Enumerable.Range(1, 7).Where(_ => Chance(50))
        .Aggregate(Weekdays.None, (days, day) => days | Weekdays.Of((IsoDayOfWeek)day));

    private List<T> Some<T>(int most, Func<T> make) => [.. Enumerable.Range(0, _random.Next(most + 1)).Select(_ => make())];

    private Address Address() => new()
    {
        Kind = One(Enum.GetValues<AddressKind>()),
        Lines = Some(3, Text),
        PostalCode = Maybe(() => "69100"),
        City = Maybe(Text),
        Commune = Chance(50) ? One(SmallCountry.Communes) : null,
        Location = Chance(60) ? Point() : null,
    };

    private ContactChannel Channel() => new()
    {
        Kind = One(Enum.GetValues<ChannelKind>()),
        Value = Text(),
        Label = Maybe(Text),
        Cost = Maybe(Text),
        AnswersWithin = Chance(10) ? "P5D" : null,
        Audience = One(Enum.GetValues<ChannelAudience>()),
        Accessible = One<bool?>([null, true, false]),
        OpeningHours = Chance(20) ? Schedule() : null,
    };

    private Notice Notice() => new()
    {
        Level = One(Enum.GetValues<NoticeLevel>()),
        Title = Text(),
        Body = Maybe(Text),
        From = Chance(50) ? Instant() : null,
        Until = Chance(50) ? Instant() : null,
        SuspendsReception = Chance(30),
    };

    private Competence Competence() => new()
    {
        ServiceType = One(Types),
        Demarche = Chance(30) ? One(Demarches) : null,
        Basis = One(Enum.GetValues<CompetenceBasis>()),
        WholeCountry = Chance(10),
        Regions = Chance(15) ? [One(SmallCountry.Regions)] : [],
        Departements = Chance(15) ? [One(SmallCountry.Departements)] : [],
        Communes = Some(4, () => One(SmallCountry.Communes)).Distinct().Order().ToList(),
        ValidFrom = Chance(20) ? Date() : null,
        ValidTo = Chance(20) ? Date() : null,
    };
}
