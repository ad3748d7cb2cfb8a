using PublicDirectory.Core.Demarches;

namespace PublicDirectory.Importers.Fiches;

/// <summary>
/// What the fiches refer to, collected on a first reading: themes and dossiers (N), forms and services (R), events of
/// life with the fiches that they name, and which fiches there are.
/// </summary>
internal sealed class FicheCatalogue
{
    private readonly Dictionary<string, Resource> _resources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _nodeTitles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<LifeEvent>> _lifeEvents = new(StringComparer.Ordinal);
    private readonly HashSet<string> _fiches = new(StringComparer.Ordinal);

    public int Resources => _resources.Count;

    public int Nodes => _nodeTitles.Count;

    public int Fiches => _fiches.Count;

    public void Add(Fiche fiche)
    {
        switch (fiche.Kind)
        {
            case FicheKind.Resource:
                _resources[fiche.Key] = Resource.Of(fiche);
                break;
            case FicheKind.Node:
                if (fiche.Title is { } label)
                {
                    _nodeTitles[fiche.Key] = label;
                }

                break;
            default:
                _fiches.Add(fiche.Key);
                AddLifeEvent(fiche);
                break;
        }
    }

    public bool HasFiche(string key) => _fiches.Contains(key);

    /// <summary>The form or service of this key, null for one that the files do not hold.</summary>
    public Resource? FindResource(string key) => _resources.GetValueOrDefault(key);

    /// <summary>The title of a theme or dossier.</summary>
    public string? NodeTitle(string key) => _nodeTitles.GetValueOrDefault(key);

    /// <summary>The events that name this fiche.</summary>
    public IReadOnlyList<LifeEvent> LifeEventsOf(string key) => _lifeEvents.GetValueOrDefault(key) ?? [];

    private void AddLifeEvent(Fiche fiche)
    {
        if (!fiche.IsLifeEvent || fiche.Title is not { } title)
        {
            return;
        }

        var lifeEvent = new LifeEvent(fiche.Id, title);
        var named = fiche.Root.Descendants("LienInterne")
            .Select(link => link["LienPublication"])
            .Where(id => id?[0] == 'F')
            .Select(id => $"{fiche.AudienceCode}/{id}")
            .Append(fiche.Key)
            .Distinct();
        foreach (var key in named)
        {
            if (!_lifeEvents.TryGetValue(key, out var events))
            {
                _lifeEvents.Add(key, events = []);
            }

            events.Add(lifeEvent);
        }
    }
}

/// <summary>A form, a téléservice, a model letter, a simulator (R).</summary>
/// <param name="Type">DILA's word: <c>Téléservice</c>, <c>Formulaire</c>.</param>
/// <param name="Title">Its title.</param>
/// <param name="Url">Where it is; null where the file does not say.</param>
/// <param name="Number">The cerfa number.</param>
/// <param name="Operator">Who runs it.</param>
internal sealed record Resource(string Type, string? Title, string? Url, string? Number, string? Operator)
{
    public static Resource Of(Fiche fiche)
    {
        var link = fiche.Root.Children("LienWeb").FirstOrDefault(link => link["URL"] is not null);
        return new Resource(
            fiche.Type,
            fiche.Title,
            link?["URL"] ?? fiche.Root["spUrl"],
            fiche.Root.Child("NumeroCerfa")?.Text() ?? fiche.Root.Child("AutreNumero")?.Text(),
            link?.Child("Source")?.Text());
    }
}
