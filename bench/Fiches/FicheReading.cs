using System.Text;
using NodaTime;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Published.Records.Demarches;

namespace PublicDirectory.Fiches;

/// <summary>What is read of a fiche, as one may say it: cases by their paths, and who handles each as the API answers.</summary>
internal static class FicheReading
{
    /// <summary>The path of labels of every case, by its id.</summary>
    public static IReadOnlyDictionary<string, string> Paths(DemarcheDocument document)
    {
        var paths = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(document.Situations, "");
        return paths;

        void Add(IReadOnlyList<Situation> situations, string above)
        {
            foreach (var situation in situations)
            {
                paths.Add(situation.Id, above + situation.Label);
                Add(situation.Children, $"{above}{situation.Label} > ");
            }
        }
    }

    /// <summary>Who handles a case, as the API says it: service types, then contacts.</summary>
    public static IReadOnlyList<string> HandlersOf(DemarcheDocument document, string? situation)
    {
        var record = Record(document);
        var handlers = CaseHandlers.Of(record, situation is null ? [] : record.PathTo(situation));
        return [.. handlers.Types, .. handlers.Contacts.Select(contact => contact.Label.ToString())];
    }

    public static string Describe(string key, DemarcheDocument document)
    {
        var (text, paths) = (new StringBuilder(), Paths(document));
        Line($"##### {key} {document.Title}");
        Line($"summary: {document.Summary}");
        Line($"handledBy: {string.Join(", ", document.HandledBy)}");
        foreach (var (id, path) in paths)
        {
            Line($"  [{path}] {string.Join(", ", HandlersOf(document, id))}");
        }

        foreach (var contact in document.Contacts)
        {
            Line($"contact {contact.Role} {contact.Scope} {contact.Label} ({contact.ServiceType}) {Cases(contact.Situations)} "
                + string.Join(" / ", contact.Channels.Select(channel => $"{channel.Kind}={channel.Value.Replace('\n', ',')}")));
        }

        foreach (var item in document.RequiredDocuments)
        {
            var flags = (item.Original switch { true => "O", false => "C", null => "-" }) + (item.Optional
                ? "?"
                : "") + (item.OneOf is { } group
                ? $"|{group[..3]}"
                : "");
            Line($"doc {flags} {item.Label[..Math.Min(90, item.Label.Length)]} {Cases(item.Situations)}");
        }

        foreach (var cost in document.Cost)
        {
            Line($"cost {cost.Amount} {cost.Text} {Cases(cost.Situation is { } id ? [id] : [])}");
        }

        foreach (var delay in document.Delay)
        {
            Line($"delay {delay.Duration} {delay.Silence} {delay.Text} {Cases(delay.Situation is { } id ? [id] : [])}");
        }

        foreach (var step in document.Steps)
        {
            Line($"step {step.Stage} {step.Title} {Cases(step.Situation is { } id ? [id] : [])}");
        }

        foreach (var service in document.OnlineServices)
        {
            Line($"online {service.Kind} {service.Title} {Cases(service.Situations)}");
        }

        foreach (var form in document.Forms)
        {
            Line($"form {form.Number} {form.Title} {form.Url}");
        }

        return text.ToString();

        void Line(string line) => text.Append(line).Append('\n');
        string Cases(IReadOnlyList<string> ids) => ids.Count == 0 ? "" : $"<{string.Join(" | ", ids.Select(id => paths[id]))}>";
    }

    private static DemarcheRecord Record(DemarcheDocument document) => new DemarcheEncoder().Encode(
        new PublishedVersion(
            1, Guid.Empty, EntryKind.Demarche, 1, null, PublicationPath.Import, Instant.MinValue, Instant.MinValue),
        document);
}
