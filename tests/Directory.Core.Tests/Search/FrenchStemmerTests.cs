using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Npgsql;
using PublicDirectory.Core.Search.Analysis;
using PublicDirectory.Testing;
using Xunit.Abstractions;

namespace PublicDirectory.Core.Tests.Search;

public sealed partial class FrenchStemmerTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("élections", "élect")]
    [InlineData("élection", "élect")]
    [InlineData("municipalité", "municipal")]
    [InlineData("municipaux", "municipal")]
    [InlineData("immatriculation", "immatricul")]
    [InlineData("certificats", "certificat")]
    [InlineData("passeports", "passeport")]
    [InlineData("allocataire", "allocatair")]
    [InlineData("naturalisé", "naturalis")]
    [InlineData("naïves", "naïv")] // the diaeresis keeps its vowel
    [InlineData("canoë", "cano")]
    [InlineData("quittance", "quittanc")]
    [InlineData("logiquement", "logiqu")]
    [InlineData("fréquemment", "fréquent")]
    [InlineData("psychologie", "psycholog")]
    [InlineData("heureuse", "heureux")]
    [InlineData("établissements", "établ")]
    [InlineData("chevaux", "cheval")]
    [InlineData("bureaux", "bureau")]
    [InlineData("parents", "parent")] // one of three beginnings with a region of their own
    [InlineData("déçu", "déçu")]
    [InlineData("paye", "pay")]
    [InlineData("caf", "caf")]
    [InlineData("a", "a")]
    public void Stem_OfAWord_IsSnowballs(string word, string stem) => Assert.Equal(stem, Stem(word));

    [Fact]
    public async Task Stem_OfTheCommittedWords_IsThatOfPostgres() =>
        await CompareAsync(Words(Sentences), agreement: 1);

    [NationalDataFact]
    public async Task Stem_OfTheWholeVocabulary_IsThatOfPostgres()
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var archive in Directory.EnumerateFiles(Path.Combine(Repository.NationalData!, "dila-fiches-2020"), "*.zip"))
        {
            using var zip = ZipFile.OpenRead(archive);
            foreach (var entry in zip.Entries)
            {
                using var reader = new StreamReader(entry.Open());
                words.UnionWith(Words(Markup().Replace(await reader.ReadToEndAsync(), " ")));
            }
        }

        Assert.InRange(words.Count, 20_000, 500_000);
        await CompareAsync(words, agreement: 1);
    }

    private const string Sentences =
        "Le renouvellement d'une carte nationale d'identité se demande auprès de n'importe quelle mairie équipée. Présentez-vous avec "
        + "les pièces justificatives originales, vos photographies récentes et, éventuellement, un justificatif de domicile. Les "
        + "étrangères résidant régulièrement peuvent déposer leurs demandes ; naïfs, ambiguïté, Noël, Haïti, aiguë, payeur, joyeuse, "
        + "croyance, employées, essayiez, voyagions, issues, finissaient, bénéficieront, contribuables, cotisations, logement, "
        + "hébergement, récemment, évidemment, méchamment, activement, activité, sportifs, législatives, éducatrices, familiaux, "
        + "nouveaux, quatrième, dernière, premières, pharmacies, garçons, reçu, conçue, attention, passion, expansion, colis, tapis";

    private static HashSet<string> Words(string text)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        var reader = new WordReader(text, new char[WordReader.MaxWordLength + 1]);
        while (reader.MoveNext())
        {
            if (!reader.Word.ContainsAnyInRange('0', '9'))
            {
                words.Add(reader.Word.ToString());
            }
        }

        return words;
    }

    private static string Stem(string word)
    {
        var buffer = new char[2 * word.Length];
        word.CopyTo(buffer);
        return new string(buffer, 0, FrenchStemmer.Stem(buffer, word.Length));
    }

    private async Task CompareAsync(IReadOnlyCollection<string> words, double agreement)
    {
        await using var dataSource = NpgsqlDataSource.Create(Environment.GetEnvironmentVariable("DIRECTORY_TEST_DATABASE")
            ?? throw new InvalidOperationException("DIRECTORY_TEST_DATABASE is not set: run the tests through ./test."));
        await using var command = dataSource.CreateCommand("select w, ts_lexize('french_stem', w) from unnest($1) w");
        command.Parameters.Add(new NpgsqlParameter { Value = words.ToArray() });
        await using var reader = await command.ExecuteReaderAsync();
        var (compared, deviations) = (0, new StringBuilder());
        var different = 0;
        while (await reader.ReadAsync())
        {
            // An empty list is a stop word of theirs.
            if (reader.GetFieldValue<string[]>(1) is [var theirs])
            {
                compared++;
                if (Stem(reader.GetString(0)) is var ours && ours != theirs)
                {
                    different++;
                    deviations.Append(CultureInfo.InvariantCulture, $"{reader.GetString(0)}: {ours}, theirs {theirs}; ");
                }
            }
        }

        output.WriteLine($"{compared - different} of {compared} stems agree. {deviations}");
        Assert.True(compared > 60, $"Only {compared} words were compared.");
        Assert.True((double)(compared - different) / compared >= agreement, deviations.ToString());
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Markup();
}
