using System.Globalization;
using NodaTime;
using PublicDirectory.Core.Orientation;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records.Demarches;

namespace PublicDirectory.Relevance;

/// <summary>Which démarche a usager's words lead to: among the first, and where one is taken for granted.</summary>
internal sealed class OrientationBench(Picture picture, IReadOnlyList<Question> questions)
{
    public void Report()
    {
        Console.WriteLine("DILA's questions as messages, démarches imported:");
        Report("as they are", text => text);
        Report(
            "in a letter",
            text =>
                $"Bonjour Madame, Monsieur,\nJ'habite à Villeurbanne (69100) et j'ai une question. {text} Merci d'avance pour votre aide.\nCordialement, Ana Martin, ana@exemple.fr, 06 12 34 56 78");
    }

    private void Report(string name, Func<string, string> message)
    {
        var desk = new OrientationDesk(picture);
        var (ranks, certain, right) = (new List<int>(), 0, 0);
        foreach (var question in questions)
        {
            var answer = desk.Orient(new OrientationRequest { Message = message(question.Text), At = Instant.FromUtc(2026, 11, 25, 9, 0) });
            ranks.Add(1 + answer.Candidates.Select(candidate => KeyOf(candidate.Demarche)).ToList().FindIndex(question.Expected.Contains));
            certain += answer.Demarche is null ? 0 : 1;
            right += answer.Demarche is { } taken && question.Expected.Contains(KeyOf(taken)) ? 1 : 0;
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name,-14} {Measure.Of(ranks)}; taken for granted {certain}, right {right}"));
    }

    // « particuliers/F2112 » as F2112.
    private static string KeyOf(DemarcheRecord demarche) => demarche.ExternalIds[0].Value.ToString().Split('/')[^1];
}
