using System.Text;
using NodaTime;
using PublicDirectory.Core.Journal;
using PublicDirectory.Core.Tests.ChangeRequests;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Journal;

public sealed class JournalLogTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task Export_OfAPeriod_IsACsvThatNoSpreadsheetRuns()
    {
        await using var shop = await Workshop.OpenAsync(database);
        var trickster = await shop.PersonAsync("=cmd|'calc'; \"Zoé\"");
        var entry = await shop.PublishAsync(A.Mairie());
        await shop.GrantAsync(trickster, Core.Habilitations.AccessRight.Propose, Core.Habilitations.Perimeter.National);
        shop.Time.Advance(Duration.FromDays(1));
        await database.SetTimeAsync(shop.Time.Now.ToDateTimeOffset());
        await shop.SaveAsync(trickster, entry, 1, A.Mairie("Autre"));
        using var file = new MemoryStream();

        var lines = await JournalLog.ExportAsync(
            shop.DataSource, new JournalFilter { From = shop.Time.Now, To = shop.Time.Now + Duration.FromDays(1) }, file, default);

        var text = Encoding.UTF8.GetString(file.ToArray()).TrimStart('\uFEFF').Split("\r\n");
        Assert.Equal(1, lines);
        Assert.Equal("numero;date;compte;nom;action;objet;identifiant;detail", text[0]);
        Assert.Contains(";2026-03-02T09:00:00Z;", text[1], StringComparison.Ordinal);
        Assert.Contains(";\"'=cmd|'calc'; \"\"Zoé\"\"\";change_request.save;change_request;", text[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_ByPersonActionObjectAndPeriod_FindsThoseLinesOnly()
    {
        await using var shop = await Workshop.OpenAsync(database);
        var (zoe, entry) =
            (await shop.PersonAsync("Zoé 100%", Core.Habilitations.AccessRight.Propose), await shop.PublishAsync(A.Mairie()));
        shop.Time.Advance(Duration.FromDays(400));
        await database.SetTimeAsync(shop.Time.Now.ToDateTimeOffset());
        var start = shop.Time.Now;
        await shop.SaveAsync(shop.Alice, entry, 1, A.Mairie("Une"));
        await shop.SaveAsync(zoe, entry, 1, A.Mairie("Autre"));
        var period = new JournalFilter { From = start };

        var (lines, total) = await JournalLog.ReadAsync(shop.DataSource, period, 1, 0, default);
        Assert.Equal((1, 2L, "Zoé 100%"), (lines.Count, total, lines[0].Name));
        Assert.Equal(1, (await JournalLog.ReadAsync(shop.DataSource, period with { Person = "zoé 100%" }, 9, 0, default)).Total);
        Assert.Equal(0, (await JournalLog.ReadAsync(shop.DataSource, period with { Person = "zoé 1__%" }, 9, 0, default)).Total);
        Assert.Equal(1, (await JournalLog.ReadAsync(shop.DataSource, period with { ObjectId = lines[0].ObjectId }, 9, 0, default)).Total);
        Assert.Equal(2, (await JournalLog.ReadAsync(shop.DataSource, period with { Action = "change_request.save" }, 9, 0, default)).Total);
        Assert.Equal(0, (await JournalLog.ReadAsync(shop.DataSource, period with { Action = "account.disabled" }, 9, 0, default)).Total);
        Assert.Equal(0, (await JournalLog.ReadAsync(shop.DataSource, period with { To = start }, 9, 0, default)).Total);
        Assert.Contains("change_request.save", await JournalLog.ReadActionsAsync(shop.DataSource, default));
    }

    [Fact]
    public async Task Journal_OfAWholeDay_HoldsNoWordOfAMessageNorAnAddress()
    {
        await using var shop = await Workshop.OpenAsync(database);
        var entry = await shop.PublishAsync(A.Mairie());
        var request = await shop.SubmittedAsync(shop.Alice, entry, 1, A.Mairie("Autre"));
        await shop.Approvals.RejectAsync(shop.Bruno, request.Id, request.Revision, "Non, car secret.", default);

        var detail = await shop.ScalarAsync("select string_agg(detail::text || action, ' ') from journal");

        Assert.Contains("change_request.reject", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("Nouveau numéro", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("@", detail, StringComparison.Ordinal);
    }
}
