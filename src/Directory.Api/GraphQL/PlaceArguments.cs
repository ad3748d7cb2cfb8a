using GraphQLEngine.Language;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Api.GraphQL;

/// <summary>
/// Places that a client names by a code. One that nothing has is the client's mistake, mostly a postal code where an
/// INSEE code is meant: answering with an empty list would hide it.
/// </summary>
internal static class PlaceArguments
{
    private const int MaxNamed = 5;

    /// <summary>Today's commune for this INSEE code.</summary>
    public static Commune Commune(Picture picture, string argument, InseeCode code) =>
        picture.Territories.CurrentCommune(code) ?? throw Unknown(picture, argument, code);

    /// <summary>The same, null where the code is of no commune and no postal code either.</summary>
    public static Commune? FindCommune(Picture picture, string argument, InseeCode code) =>
        picture.Territories.CurrentCommune(code)
            ?? (CommunesOfPostalCode(picture, code.Value).Count == 0 ? null : throw Unknown(picture, argument, code));

    /// <summary>A code that a client gave, of a commune of today or of the past.</summary>
    public static InseeCode ReadKnownCommune(Picture picture, string argument, string text)
    {
        var code = Inputs.ReadCommune(argument, text);
        Commune(picture, argument, code);
        return code;
    }

    public static void CheckPostalCode(Picture picture, string code)
    {
        if (CommunesOfPostalCode(picture, code).Count == 0)
        {
            throw ContextExtensions.Wrong(
                "postalCode",
                $"Aucune commune n'a le code postal « {code} » : un code CEDEX est celui d'un destinataire, donnez celui de la commune.");
        }
    }

    public static void CheckEpci(Picture picture, string siren)
    {
        if (picture.Territories.FindEpci(siren) is null)
        {
            throw ContextExtensions.Wrong(
                "epci", $"Aucune intercommunalité n'a le numéro SIREN « {Inputs.Shown(siren)} » : il a neuf chiffres, par exemple 200046977.");
        }
    }

    public static void CheckDepartement(Picture picture, string code)
    {
        // Overseas collectivities have a code like a département's without being one.
        var isKnown = picture.Territories.FindDepartement(code) is not null
            || (code.Length == 3 && TerritorialCalendar.ForInseeCode(code) is not null);
        if (!isKnown)
        {
            throw ContextExtensions.Wrong(
                "departement", $"Ce département n'existe pas : « {Inputs.Shown(code)} ». Les codes sont par exemple 69, 2A ou 974.");
        }
    }

    public static void CheckRegion(Picture picture, string code)
    {
        if (picture.Territories.FindRegion(code) is null)
        {
            throw ContextExtensions.Wrong(
                "region",
                $"Cette région n'existe pas : « {Inputs.Shown(code)} ». Les codes INSEE sont {string.Join(", ", picture.Territories.Regions.Select(region => region.Code).Order(StringComparer.Ordinal))}.");
        }
    }

    private static RefusedInputException Unknown(Picture picture, string argument, InseeCode code)
    {
        var meant = CommunesOfPostalCode(picture, code.Value);
        var hint = meant.Count == 0
            ? ""
            : $" C'est un code postal, celui de : {string.Join(", ", meant.Take(MaxNamed).Select(commune => $"{commune.Name} (code INSEE {commune.Code})"))}{(meant.Count > MaxNamed ? " et d'autres" : "")}.";
        return ContextExtensions.Wrong(argument, $"Cette commune n'existe pas : aucune n'a le code INSEE « {code} ».{hint}");
    }

    private static List<Commune> CommunesOfPostalCode(Picture picture, string code)
    {
        var communes = new List<Commune>();
        foreach (var commune in picture.Territories.CommunesOfPostalCode(code))
        {
            if (commune.IsStanding)
            {
                communes.Add(commune);
            }
        }

        return communes;
    }
}
