using System.Text.RegularExpressions;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Territories;
using Xunit.Abstractions;

namespace PublicDirectory.Importers.Tests.National;

/// <summary>Acronyms and labels of the kinds of counter against sentences of the fiches that name none of them.</summary>
public sealed partial class ServiceNameWalk(ITestOutputHelper output)
{
    private const int Sample = 2000;

    [LongNationalFact]
    public async Task ServicesIn_SentencesThatNameNone_FindsNone()
    {
        var picture = await NationalPicture.GetAsync();
        var sentences = picture.Demarches
            .SelectMany(demarche => demarche.Passages.Select(passage => passage.Text.ToString()))
            .SelectMany(text => Sentence().Split(text))
            .Where(sentence => sentence.Length is > 20 and < 300)
            .Distinct()
            .ToArray();
        new Random(7).Shuffle(sentences);
        var silent = sentences.Where(sentence => !NamesOne(picture, sentence)).Take(Sample).ToList();
        var named =
            silent.SelectMany(sentence => picture.ServicesIn(sentence).Select(service => $"{service.Type.Label}: {sentence}")).ToList();
        output.WriteLine($"{silent.Count} sentences, {named.Count} services named");
        Assert.Equal(Sample, silent.Count);
        Assert.Empty(named);
    }

    // By plain comparison: the label's words, the acronym in capitals or after a word that leads to a name.
    private static bool NamesOne(Picture picture, string sentence)
    {
        var folded = $" {TextFolding.Fold(sentence)} ";
        return picture.ServiceTypes.Any(type =>
            ServiceKinds.NamesOf(type.Document.Code).Append(type.Document.Label)
                .Any(name => folded.Contains(TextFolding.Fold(name)[..^1], StringComparison.Ordinal))
            || (type.Document.Acronym is { } acronym
                && (Regex.IsMatch(sentence, $@"\b{acronym.ToUpperInvariant()}\b")
                    || Regex.IsMatch(
                        sentence, $@"\b(l[ae]s?|aux?|du|des|m[ao]n?|mes|son|sa|votre|notre|leur)\s{acronym}\b", RegexOptions.IgnoreCase)
                    || Regex.IsMatch(sentence, $@"l['’]{acronym}\b", RegexOptions.IgnoreCase))));
    }

    [GeneratedRegex(@"(?<=[.!?])\s+")]
    private static partial Regex Sentence();
}
