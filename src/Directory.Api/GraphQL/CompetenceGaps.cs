using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using PublicDirectory.Core.Interlocutors;

namespace PublicDirectory.Api.GraphQL;

/// <summary>
/// Notes where the directory did not know who is competent: a metric for each question, a line in the log for each place and
/// subject. What is known beforehand is in <c>importers coverage</c>; this is what usagers really met.
/// </summary>
internal sealed class CompetenceGaps(ILogger<CompetenceGaps> logger)
{
    public const string MeterName = "PublicDirectory.Api";

    // So that one that is asked for all day long is one line.
    private const int MaxRemembered = 10_000;

    private static readonly Counter<long> Gaps = new Meter(MeterName).CreateCounter<long>(
        "directory.competence.gaps", "{question}", "Questions to which nobody is known to be competent, by département and outcome.");

    private readonly ConcurrentDictionary<(string Commune, string Subject), bool> _logged = new();

    public void Note(InterlocutorAnswer answer)
    {
        if (!answer.IsGap || answer.Commune is not { } commune)
        {
            return;
        }

        Gaps.Add(1, new("departement", commune.DepartementCode), new("outcome", answer.Outcome.ToString()));
        var subject = answer.Demarche is { } demarche ? $"the démarche {demarche.Id}" : string.Join(", ", answer.ServiceTypes);
        if (_logged.Count < MaxRemembered && _logged.TryAdd((commune.Code.Value, subject), true))
        {
            Log.CompetenceGap(logger, commune.Code.Value, commune.DepartementCode, subject);
        }
    }
}
