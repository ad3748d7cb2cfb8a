using System.Globalization;
using System.Net;
using System.Text;
using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.Storage;
using PublicDirectory.Core.Territories;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Editing;

/// <summary>
/// Opening a section and saving it as it is changes nothing, byte for byte: what sources wrote is not for a form to tidy.
/// </summary>
public sealed class UntouchedTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    private const int Documents = 40;

    [Theory]
    [InlineData("identite")]
    [InlineData("contacts")]
    [InlineData("services")]
    [InlineData("competence")]
    [InlineData("acces")]
    public async Task Section_SavedAsItIs_ChangesNothing(string section)
    {
        await host.LoadTerritoriesAsync();
        await host.PublishTypeAsync("mairie", "Mairie");
        var parent = await host.PublishAsync(A.Mairie("Préfecture"));
        using var editor = await host.SignedInAsync("propose");
        var random = new Random(7 + section.Length);

        for (var number = 0; number < Documents; number++)
        {
            var document = Document(random, parent);
            var entry = await host.PublishAsync(document);
            await editor.GetAsync($"/extranet/fiches/{entry}/{section}");
            Assert.Equal(HttpStatusCode.OK, editor.Status);
            await editor.SubmitAsync(new Dictionary<string, object?> { ["suite"] = null }, "form#rubrique");

            var published = Encoding.UTF8.GetString(DocumentJson.Write(document));
            Assert.True(
                editor.Said == "Brouillon enregistré.",
                $"{section} refuses {published}: {editor.Page.QuerySelector("#erreurs, #avertissements")?.TextContent}");
            Assert.Equal(published, Encoding.UTF8.GetString(DocumentJson.Write((await host.DraftAsync(entry))!)));
        }
    }

    // What sources are known to write: odd spaces, line ends, codes that nobody knows any more, lists in an order of their own.
    private static AdministrationDocument Document(Random random, Guid parent)
    {
        return A.Mairie() with
        {
            Name = Text("Mairie"),
            Acronym = Maybe(() => Text("M")),
            Mission = Maybe(() => Lines("Accueille")),
            Types = Some(3, number => number == 0 ? "mairie" : $"disparu_{number}"),
            Parent = Maybe<Guid?>(() => random.Next(2) == 0 ? parent : Guid.NewGuid()),
            Commune = Maybe<InseeCode?>(() => InseeCode.Parse(Pick("69266", "69383", "69152", "99999"))),
            Addresses = Some(3, _ => new Address
            {
                Kind = (AddressKind)random.Next(2),
                Lines = Some(4, _ => Text("Rue")),
                PostalCode = Maybe(() => "69100"),
                City = Maybe(() => Text("Villeurbanne CEDEX 7")),
                Commune = Maybe<InseeCode?>(() => InseeCode.Parse("69029")),
                Location = Maybe<GeoPoint?>(() => new GeoPoint((random.NextDouble() * 180) - 90, (random.NextDouble() * 360) - 180)),
            }),
            Accessibility = Maybe(() => new Accessibility
            {
                Wheelchair = (WheelchairAccess)random.Next(4),
                Note = Maybe(() => Lines("Rampe")),
                SignLanguage = Maybe<bool?>(() => random.Next(2) == 0),
            }),
            Channels = Some(6, number => Channel(number)),
            ExternalIds = Some(4, number => number == 0
                ? new ExternalId(ExternalIdSchemes.Siret, "21690266800005")
                : new ExternalId(Pick(ExternalIdSchemes.DilaPivot, "AUTRE"), Text($"cle-{number}"))),
            Responsible = Maybe(() => new ResponsibleUnit(Text("Accueil"), Maybe<Guid?>(() => Pick(parent, Guid.NewGuid())))),
            PeakTimes =
                Some(
                    3,
                    _ => new PeakTime(
                        Weekdays.Monday | Weekdays.Friday, new ClockTime(random.Next(600)), new ClockTime(601 + random.Next(840)),
                        (PeakLevel)random.Next(3))),
            Competences = Some(3, _ => Competence()),
        };

        ContactChannel Channel(int number)
        {
            var kind = (ChannelKind)random.Next(10);
            return new ContactChannel
            {
                Kind = kind,
                Label = Maybe(() => Text("Standard")),
                Value = kind switch
                {
                    ChannelKind.Phone or ChannelKind.Fax => Pick("+3346571000", "+26226240000", "+3312345678").ToString() + number,
                    ChannelKind.Email => $"accueil{number}@mairie.example",
                    ChannelKind.Post or ChannelKind.Counter => Lines($"BP {number}"),
                    ChannelKind.Appointment => Pick($"https://rdv.example/{number}?a=1&b=é", $"+336571000{number}{number}"),
                    _ => $"https://www.mairie.example/{number}/",
                },
                Audience = (ChannelAudience)random.Next(2),
                OpeningHours = Maybe(() => new OpeningSchedule
                {
                    Regular = [new RegularPeriod { Days = Weekdays.Monday, Opens = new ClockTime(9, 0), Closes = new ClockTime(12, 0) }],
                    Comment = Maybe(() => "Sauf en août."),
                }),
                Cost = Maybe(() => Lines("0,05 €/min")),
                AnswersWithin = Maybe(() => Pick("P5D", "P05D", "PT48H", "P1DT12H")),
                Accessible = Maybe<bool?>(() => random.Next(2) == 0),
            };
        }

        Competence Competence() => random.Next(4) == 0
            ? new Competence { ServiceType = "mairie", WholeCountry = true, ValidTo = Maybe<LocalDate?>(
                () => new LocalDate(2030, 1, random.Next(1, 31))) }
            : new Competence
            {
                ServiceType = Pick("mairie", "disparu"),
                Demarche = Maybe<Guid?>(() => Guid.NewGuid()),
                Basis = (CompetenceBasis)random.Next(2),
                Regions = Maybe(() => (IReadOnlyList<string>)["84", "03", "99"]) ?? [],
                Departements = Maybe(() => (IReadOnlyList<string>)["973", "69", "01", "98"]) ?? [],
                Communes =
                    [.. Some(40, number => InseeCode.Parse((69001 + (number * 7)).ToString(CultureInfo.InvariantCulture))), InseeCode.Parse(
                        "69999")],
                ValidFrom = Maybe<LocalDate?>(() => new LocalDate(2020, 2, 29)),
            };

        // Validators refuse control characters in one line, so that a line has none; spaces they take.
        string Text(string word) => Pick(word, $" {word} ", $"{word}  « d'à côté » & <b>", $"{word}\u00a0: 1\u202f000", $"{word} 😀 é");

        string Lines(string word) => Pick(Text(word), $"{word}\nsuite", $"\n{word}\n\nsuite\n", $"{word}\n suite ");

        T Pick<T>(params T[] values) => values[random.Next(values.Length)];

        T? Maybe<T>(Func<T> make) => random.Next(3) == 0 ? default : make();

        List<T> Some<T>(int most, Func<int, T> make) => [.. Enumerable.Range(0, random.Next(most)).Select(make)];
    }
}
