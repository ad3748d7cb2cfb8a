using System.Text.Encodings.Web;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Editing;

/// <summary>An entry as usagers read it: the same article stands in the extranet and on public pages.</summary>
public sealed class UsagerViewTests
{
    // A Monday, 10 h in Paris.
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 30, 9, 0);

    private static readonly OpeningSchedule Week = new()
    {
        PublicHolidays = PublicHolidayPolicy.Closed,
        Regular =
        [
            new RegularPeriod { Days = Weekdays.Monday | Weekdays.Tuesday, Opens = new ClockTime(9, 0), Closes = new ClockTime(12, 0) },
            new RegularPeriod { Days = Weekdays.Monday, Opens = new ClockTime(14, 0), Closes = new ClockTime(17, 0), ByAppointment = true },
        ],
    };

    [Fact]
    public void Article_OfTheComingWeek_BeginsToday_AndSaysEachDay()
    {
        var article = Draw(A.Mairie() with { OpeningHours = Week });

        var rows =
            article.QuerySelectorAll(".guichet__week tr")
                .Select(row => string.Join(" | ", row.Children.Select(cell => cell.TextContent.Replace('\u00a0', ' '))))
                .ToList();
        Assert.Equal(7, rows.Count);
        Assert.Equal("Lundi 30 novembre, aujourd'hui | 9 h – 12 h, 14 h – 17 h sur rendez-vous", rows[0]);
        Assert.Equal("Mardi 1er décembre | 9 h – 12 h", rows[1]);
        Assert.Equal("Mercredi 2 décembre | fermé", rows[2]);
        Assert.StartsWith("Ouvert jusqu'à 12 h", article.QuerySelector(".guichet__state")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Article_OfAnotherHolder_NamesItBeforeThePublisher()
    {
        var mairie = A.Mairie();

        var article =
            Draw(
                mairie with { Provenance = mairie.Provenance with { Source = "dila-annuaire", Attribution = "Ministère de l'Intérieur" } });

        Assert.Contains(
            "Source : Ministère de l'Intérieur ; Direction de l'information légale et administrative",
            article.QuerySelector(".guichet__trust")!.TextContent,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Article_WithClosuresAhead_SaysDaysInARowOnce()
    {
        var article = Draw(A.Mairie() with
        {
            OpeningHours = Week with
            {
                Regular =
                    [.. Week.Regular, new RegularPeriod { Days = Weekdays.Friday, Opens = new ClockTime(9, 0), Closes = new ClockTime(
                        12, 0) }],
                Exceptional =
                [
                    new ExceptionalPeriod { From = new LocalDate(2026, 12, 7), To = new LocalDate(2026, 12, 9), Reason = "Inventaire" },
                    new ExceptionalPeriod
                    {
                        From =
                            new LocalDate(2026, 12, 12), To = new LocalDate(2026, 12, 12), Slots = [new(
                                new ClockTime(10, 0), new ClockTime(11, 0))],
                    },
                ],
            },
        });

        Assert.Equal(
            [
                "Du 7 au 9 décembre 2026 : fermé exceptionnellement : Inventaire",
                "Le 12 décembre 2026 : horaires exceptionnels, 10 h – 11 h",
                "Le 25 décembre 2026 : jour férié (Noël) : fermé",
                "Le 1er janvier 2027 : jour férié (1er janvier) : fermé",
            ],
            article.QuerySelectorAll("section li").Select(line => line.TextContent.Replace('\u00a0', ' ')));
    }

    [Fact]
    public void Article_OfADayThatNobodyKnows_SaysSo_AndNeverClosed()
    {
        var article = Draw(A.Mairie() with
        {
            OpeningHours = Week with { Unread = [new UnreadText { Text = "Permanence du maire", Days = Weekdays.Wednesday }] },
        });

        var wednesday = article.QuerySelectorAll(".guichet__week tr")[2].QuerySelector("td")!.TextContent;
        Assert.StartsWith("non connus", wednesday, StringComparison.Ordinal);
        Assert.Contains("permanence du maire", wednesday, StringComparison.Ordinal);
    }

    [Fact]
    public void Article_WhoseReceptionIsSuspended_SaysItFirst()
    {
        var article = Draw(A.Mairie() with
        {
            OpeningHours = Week,
            Notices =
            [
                new Notice { Level = NoticeLevel.Info, Title = "Travaux rue de la Gare" },
                new Notice { Level = NoticeLevel.Urgent, Title = "Dégât des eaux", SuspendsReception = true, Until = Now
                    + Duration.FromDays(2) },
                new Notice { Level = NoticeLevel.Urgent, Title = "Passé", Until = Now - Duration.FromDays(2) },
            ],
        });

        Assert.Equal(
            ["Dégât des eaux", "Travaux rue de la Gare"],
            article.QuerySelectorAll(".guichet__notice strong").Select(title => title.TextContent));
        Assert.Equal("Accueil suspendu", article.QuerySelector(".guichet__state")!.TextContent);
    }

    [Fact]
    public void Article_OfContacts_LeadsWhereTheyCanBeFollowed_AndKeepsThoseOfAgents()
    {
        var article = Draw(A.Mairie() with
        {
            Channels =
            [
                new ContactChannel { Kind = ChannelKind.Phone, Value = "+33472000102", AnswersWithin = "P5D", OpeningHours = Week },
                new ContactChannel { Kind = ChannelKind.Post, Value = "1 rue du Lac" },
                new ContactChannel { Kind = ChannelKind.Phone, Value = "+33472000199", Audience = ChannelAudience.Agent },
            ],
        });

        var phone = article.QuerySelector(".guichet__contacts a")!;
        Assert.Equal(("tel:+33472000102", "04 72 00 01 02"), (phone.GetAttribute("href"), phone.TextContent));
        Assert.Contains("Réponse sous 5 jours", article.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("99", article.QuerySelector(".guichet__contacts")!.TextContent, StringComparison.Ordinal);
        Assert.Single(article.QuerySelectorAll(".guichet__contacts a"));
    }

    [Fact]
    public void Article_OfAnyText_StaysText()
    {
        const string hostile = "<script>alert(1)</script>\" onload=\"x' & « é »";
        var article = Draw(A.Mairie(hostile) with
        {
            Mission = hostile,
            OpeningHours = Week with { Comment = hostile, Unread = [new UnreadText { Text = hostile, Days = Weekdays.All }] },
            Notices = [new Notice { Title = hostile, Body = hostile }],
            Channels =
                [new ContactChannel { Kind = ChannelKind.Website, Value = "https://x.fr/?a=\"><script>", Label = hostile, Cost = hostile }],
            Accessibility = new Accessibility { Wheelchair = WheelchairAccess.Unknown, Note = hostile },
            Addresses = [new Address { Kind = AddressKind.Physical, Lines = [hostile], City = hostile, PostalCode = hostile }],
        });

        Assert.Empty(article.QuerySelectorAll("script"));
        Assert.DoesNotContain(article.QuerySelectorAll("*"), element => element.HasAttribute("onload"));
        Assert.Equal(hostile, article.QuerySelector(".guichet__mission")!.TextContent);
        Assert.Equal("https://x.fr/?a=\"><script>", article.QuerySelector(".guichet__contacts a")!.GetAttribute("href"));
    }

    [Fact]
    public void Article_OfADocumentThatSaysLittle_HasNoEmptyPart()
    {
        var article = Draw(A.Mairie() with { OpeningHours = null, Channels = [], Addresses = [], Accessibility = null });

        Assert.Empty(article.QuerySelectorAll("section"));
        Assert.Equal("Horaires non connus", article.QuerySelector(".guichet__state")!.TextContent);
    }

    private static IElement Draw(AdministrationDocument document)
    {
        using var text = new StringWriter();
        new UsagerView(new KnownSchools(null)).Of(Guid.NewGuid(), document, Now)!.WriteTo(text, HtmlEncoder.Default);
        return new HtmlParser().ParseDocument(text.ToString()).QuerySelector("article")!;
    }
}
