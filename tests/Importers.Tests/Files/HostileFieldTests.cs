using System.Text;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.OpeningHours.Pasted;
using PublicDirectory.Core.OpeningHours.Sources;
using PublicDirectory.Core.OpeningHours.Words;
using PublicDirectory.Core.Territories;
using PublicDirectory.Importers.Annuaire;
using PublicDirectory.Importers.Fiches;

namespace PublicDirectory.Importers.Tests.Files;

/// <summary>
/// Whoever reads a field of outside reads twenty thousand signs of what it likes in no time: nothing that takes their square. The limit is
/// far beyond what the slowest machine takes for reading them once, and far below what reading them twenty thousand times does.
/// </summary>
public sealed class HostileFieldTests
{
    private const int Length = 20_000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static readonly string[] Pieces =
    [
        "a", " ", "0", "0 ", "-", ",", ";", ".", "(", "\"", "'", "\n", "\r\n", "\u00A0", "é", "\uFDFA", "<", "<b>", "<p><b>", "<a href=x>",
        "</", "<!--", "&",
        "&amp;", "&#", "@", "a@", ".a", "a@a.", "mailto:a", "http://", "://", "1h", "9h-", "09:00-12:00,", "lundi ", " et le lundi",
        ", lundi", "du lundi au ",
        "tel.", "tel. ou ", "fax", "+33 ", "(0)", "0 1-", "01 02 03 04 05 / ", "fermé le ", "le 1er, ", "sur rendez-vous ",
        "de 9 h à 10 h, ", " ; ", " : ",
        "Mo-Fr 09:00-12:00; ", "Mo,", "Jan 1-", "\"x\" ", "PH ", "week 1-", "24/7,", "devez fournir ", "document suivant ", "(et ",
        "un des ", "si vous ", ". ", "ou, si vous ",
        "٠٩h٣٠-", "０９:００-１２:００ ", "lundi ९h-१२h ", "+३३ १ ९९ ", "fermé le ٨ mars ٢٠٢٧ ",
    ];

    private static readonly Dictionary<string, Action<string>> Readers = new()
    {
        ["telephone"] = text => PhoneText.Read(text, "69", out _, out _),
        ["telephone number"] = text => PhoneNumber.TryRead(text, "69", out _),
        ["line"] = text => FieldText.Line(text),
        ["paragraphs"] = text => FieldText.Paragraphs(text),
        ["web address"] = text => WebAddress.TryRead(text),
        ["mails"] = text => WebAddress.ReadMails(text, out _),
        ["values"] =
            text => _ = ContactValue.IsMail(text)
                || ContactValue.IsPhone(text)
                || ContactValue.IsWebAddress(text)
                || ContactValue.IsDuration(text),
        ["hours"] =
            text => SourceSchedule.Read([new SourceRange { FirstDay = text, LastDay = text, Slots = [(text, text)], Note = text }], text),
        ["hours, general comment"] = text => SourceSchedule.Read(
            [new SourceRange { FirstDay = "Lundi", LastDay = "Vendredi", Slots = [("09:00:00", "12:00:00")], Note = text[..1500] }], text),
        ["pasted hours"] = text => PastedHours.Read(text),
        ["pasted hours, at their most"] = text => PastedHours.Read(text[..PastedHours.MaxLength]),
        ["sentence"] = text => OpeningSummaryReader.Read(text[..OpeningSummaryReader.MaxLength]),
        ["OpenStreetMap"] = text => OsmText.Read(text[..OsmText.MaxLength], PublicHolidayPolicy.Unconfirmed),
        ["place"] = text => PlaceName.Fold(text),
        ["folded"] = text => TextFolding.Fold(text),
        ["chapter"] =
            text => _ = ChapterTitles.IsCost(text)
                || ChapterTitles.IsDelay(text)
                || ChapterTitles.IsAppeal(text)
                || ChapterTitles.StageOf(text) is null,
        ["documents"] = text =>
            _ = DocumentPhrases.IsTitle(text) || DocumentPhrases.Announces(text
                + ":") || DocumentPhrases.IsOther(text) || DocumentPhrases.IsChoice(text)
                || DocumentPhrases.IsElse(text) || DocumentPhrases.IsCondition(text) || DocumentPhrases.IsOptional(text) || DocumentPhrases.IsOnRequest(text)
                || DocumentPhrases.IsOriginal(text) is null || DocumentPhrases.Copies(text) is null,
        ["fiche"] = text => FicheText.Line(text),
    };

    [Fact]
    public async Task Readers_OfTwentyThousandSignsOfWhatTheyLike_ReadThemOnce()
    {
        List<string> slow = [];
        foreach (var (name, read) in Readers)
        {
            foreach (var piece in Pieces)
            {
                var text = Of(piece);
                try
                {
                    await Task.Run(() => read(text)).WaitAsync(Limit);
                }
                catch (TimeoutException)
                {
                    slow.Add($"{name}: {piece}");
                    break; // it still runs: no other piece beside it
                }
                catch (Exception e) when (e is not TimeoutException)
                {
                    slow.Add($"{name}: {piece}: {e.GetType().Name}");
                }
            }
        }

        Assert.Empty(slow);
    }

    [Theory]
    [InlineData("<b>")]
    [InlineData("<div><a href='x'>")]
    public void Html_WithinHtmlWithinHtml_GivesItsTextAndDoesNotFallOver(string tag) =>
        Assert.Equal("fond", FieldText.Line(string.Concat(Enumerable.Repeat(tag, 50_000)) + "fond"));

    [Fact]
    public void Phone_ThatHungTheImporter_IsNoNumber()
    {
        var text = string.Concat(Enumerable.Repeat("tel.", 60)) + "x";

        var numbers = PhoneText.Read(text, "69", out var remark, out var isWhole);

        Assert.Empty(numbers);
        Assert.False(isWhole);
        Assert.Equal(text, remark);
    }

    private static string Of(string piece)
    {
        var text = new StringBuilder(Length + piece.Length);
        while (text.Length < Length)
        {
            text.Append(piece);
        }

        return text.Append('\u0001').ToString();
    }
}
