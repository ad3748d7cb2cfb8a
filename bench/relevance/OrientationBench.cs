using System.Globalization;
using NodaTime;
using PublicDirectory.Core.Orientation;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records.Demarches;

namespace PublicDirectory.Relevance;

/// <summary>Which démarche a usager's words lead to: among the first, and where one is taken for granted.</summary>
internal sealed class OrientationBench(Picture picture, IReadOnlyList<Question> questions, IReadOnlyList<Question> messages)
{
    public void Report()
    {
        Console.WriteLine("DILA's questions as messages, démarches imported:");
        Report("as they are", questions, text => text);
        Report(
            "in a letter",
            questions,
            text =>
                $"Bonjour Madame, Monsieur,\nJ'habite à Villeurbanne (69100) et j'ai une question. {text} Merci d'avance pour votre aide.\nCordialement, Ana Martin, ana@exemple.fr, 06 12 34 56 78");
        Console.WriteLine("Messages of our own, démarches imported:");
        Report("of a démarche", [.. messages.Where(message => message.Expected.Count > 0)], text => text);
        var others = messages.Where(message => message.Expected.Count == 0).Select(message => message.Text).ToList();
        var desk = new OrientationDesk(picture);
        Console.WriteLine(
            $"of none        {others.Count}; taken for granted {others.Count(text => desk.Orient(RequestOf(text)).Demarche is not null)}");
    }

    private static OrientationRequest RequestOf(string message) => new() { Message = message, At = Instant.FromUtc(2026, 11, 25, 9, 0) };

    private void Report(string name, IReadOnlyList<Question> asked, Func<string, string> message)
    {
        var desk = new OrientationDesk(picture);
        var (ranks, certain, right) = (new List<int>(), 0, 0);
        foreach (var question in asked)
        {
            var answer = desk.Orient(RequestOf(message(question.Text)));
            ranks.Add(1 + answer.Candidates.Select(candidate => KeyOf(candidate.Demarche)).ToList().FindIndex(question.Expected.Contains));
            certain += answer.Demarche is null ? 0 : 1;
            right += answer.Demarche is { } taken && question.Expected.Contains(KeyOf(taken)) ? 1 : 0;
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name,-14} {Measure.Of(ranks)}; taken for granted {certain}, right {right}"));
        Console.WriteLine($"               of 95 in 100: hit@1 {Measure.Interval(ranks, 1)}  hit@3 {Measure.Interval(ranks, 3)}");
    }

    // « particuliers/F2112 » as F2112.
    private static string KeyOf(DemarcheRecord demarche) => demarche.ExternalIds[0].Value.ToString().Split('/')[^1];
}
