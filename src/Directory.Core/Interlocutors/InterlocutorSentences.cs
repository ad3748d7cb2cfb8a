using System.Globalization;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Interlocutors;

/// <summary>Why an interlocutor is proposed, in French sentences that are right with any place name.</summary>
internal static class InterlocutorSentences
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    /// <summary>For one whom a source or an editor says to be competent.</summary>
    public static string Competent(CompetentAdministration item, Commune? commune, TerritoryIndex territories)
    {
        var reach = item.Level switch
        {
            CompetenceLevel.Commune when item.Basis == CompetenceBasis.Seat =>
                $"Service installé dans la commune ({NameOf(commune)}) ; les communes qu'il dessert ne sont pas précisées",
            CompetenceLevel.Commune => $"Service compétent pour {NameOf(commune)}",
            CompetenceLevel.Departement => $"Service compétent pour tout le département ({DepartementOf(commune, territories)})",
            CompetenceLevel.Region => $"Service compétent pour toute la région ({RegionOf(commune, territories)})",
            _ => "Service compétent pour toute la France",
        };
        return item.IsForDemarche ? $"{reach}, pour cette démarche en particulier." : $"{reach}.";
    }

    /// <summary>For one of a kind that serves the département or region by its nature.</summary>
    /// <param name="extent">Département or region.</param>
    /// <param name="count">How many of the kind stand there.</param>
    /// <param name="commune">Where the usager lives.</param>
    /// <param name="territories">For the names.</param>
    public static string ByExtent(ServiceExtent extent, int count, Commune commune, TerritoryIndex territories)
    {
        var place = extent == ServiceExtent.Departement
            ? $"le département ({DepartementOf(commune, territories)})"
            : $"la région ({RegionOf(commune, territories)})";
        return count == 1
            ? $"Seul service de ce type dans {place}."
            : $"Un des {count} services de ce type dans {place}, du plus proche au plus éloigné : leur répartition n'est pas précisée.";
    }

    /// <summary>For one that is only near.</summary>
    public static string Nearest(double metres, Commune? commune) =>
        $"Aucun service de ce type n'est indiqué pour {NameOf(commune)} ; celui-ci est parmi les plus proches ({Distance(metres)}).";

    /// <summary>How the whole question ends.</summary>
    public static string Outcome(InterlocutorOutcome outcome, IReadOnlyList<Interlocutor> found, Commune? commune) => outcome switch
    {
        InterlocutorOutcome.Found when found.Count == 1 => $"Pour {NameOf(commune)}, adressez-vous à : {found[0].Record.Name}.",
        InterlocutorOutcome.Found =>
            $"Pour {NameOf(commune)}, adressez-vous d'abord à : {found[0].Record.Name} ({found.Count} interlocuteurs possibles).",
        InterlocutorOutcome.NearestOnly =>
            $"Aucun service n'est indiqué comme compétent pour {NameOf(commune)} : voici les plus proches. Vérifiez avant d'y envoyer quelqu'un.",
        InterlocutorOutcome.OnlineOnly => "Cette démarche se fait en ligne : aucun guichet n'est indiqué.",
        _ => $"Aucun interlocuteur n'est connu pour {NameOf(commune)}. Ce manque est noté pour être corrigé.",
    };

    /// <summary>Where only a contact of the démarche handles it.</summary>
    public static string ContactOnly(string contact) => $"Adressez-vous à : {contact}. Aucun guichet de l'annuaire ne traite ce cas.";

    /// <summary>A distance as one says it: « 800 m », « 3,4 km », « 27 km ».</summary>
    public static string Distance(double metres) => metres switch
    {
        < 950 => string.Create(French, $"{Math.Max(100, Math.Round(metres / 100) * 100):0} m"),
        < 9_950 => string.Create(French, $"{metres / 1000:0.#} km"),
        _ => string.Create(French, $"{metres / 1000:0} km"),
    };

    private static string NameOf(Commune? commune) => commune?.Name ?? "cette commune";

    private static string DepartementOf(Commune? commune, TerritoryIndex territories) =>
        (commune is null ? null : territories.FindDepartement(commune.DepartementCode)?.Name) ?? "celui de la commune";

    private static string RegionOf(Commune? commune, TerritoryIndex territories) =>
        (commune?.RegionCode is { } code ? territories.FindRegion(code)?.Name : null) ?? "celle de la commune";
}
