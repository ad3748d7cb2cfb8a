using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using NodaTime;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Administration;

/// <summary>A right to be given, as it is typed.</summary>
public sealed class GrantForm
{
    /// <summary>The choice of <see cref="Right"/> that gives none, for a person who is only invited.</summary>
    public const string NoRight = "aucune";

    [Display(Name = "Que pourra faire cette personne ?")]
    public string? Right { get; set; }

    [Display(Name = "Pour quelles fiches ?")]
    public string? Perimeter { get; set; }

    [Display(Name = "Fiche")]
    public string? Entry { get; set; }

    [Display(Name = "Fiches trouvées")]
    public string? EntryId { get; set; }

    [Display(Name = "Département")]
    public string? Departement { get; set; }

    [Display(Name = "Nature de service")]
    public string? ServiceType { get; set; }

    [Display(Name = "Rubriques")]
    public List<string> Sections { get; set; } = [];

    [Display(Name = "À partir du")]
    public string? From { get; set; }

    [Display(Name = "Jusqu'au")]
    public string? To { get; set; }

    /// <summary>What the lists below the form hold, for the page that shows it.</summary>
    [BindNever]
    public GrantFormLists Lists { get; set; } = GrantFormLists.Empty;

    /// <summary>The grant that the form says; null, with the mistakes in the state, when it says none.</summary>
    /// <param name="state">The page's.</param>
    /// <param name="name">The form's name in the page.</param>
    /// <param name="account">To whom.</param>
    /// <param name="now">Ends must be after it.</param>
    public NewGrant? Read(ModelStateDictionary state, string name, Guid account, Instant now)
    {
        void Refuse(string field, string message) => state.AddModelError($"{name}.{field}", message);
        AccessRight? right = null;
        if (GrantChoices.Rights.Any(choice => choice.Value == Right))
        {
            right = AccessRights.Parse(Right!);
        }
        else
        {
            Refuse(nameof(Right), "Choisissez ce que cette personne pourra faire.");
        }

        var perimeter = ReadPerimeter(Refuse);
        var blocks = Sections.Count == 0 ? null : GrantChoices.BlocksOf(Sections);
        if (blocks is { Count: 0 })
        {
            Refuse(nameof(Sections), "Choisissez des rubriques de la liste.");
        }
        else if (blocks is not null && right is AccessRight.Administer or AccessRight.Orient)
        {
            Refuse(nameof(Sections), "Ce droit vaut pour toute la fiche : ne cochez aucune rubrique.");
        }

        var (from, to) = (ReadDay(From, nameof(From), Refuse), ReadDay(To, nameof(To), Refuse));
        Instant? end = to is { } last ? FrenchDates.Start(last.PlusDays(1)) : null; // that day included
        if (end <= now || (from is { } first && to < first))
        {
            Refuse(nameof(To), "Saisissez une date de fin à venir, après la date de début.");
        }

        return state.IsValid && right is { } given && perimeter is not null
            ? new NewGrant
            {
                AccountId = account,
                Right = given,
                Perimeter = perimeter,
                Blocks = blocks,
                ValidFrom = from is { } day && FrenchDates.Start(day) > now ? FrenchDates.Start(day) : null,
                ValidTo = end,
            }
            : null;
    }

    private Perimeter? ReadPerimeter(Action<string, string> refuse)
    {
        switch (Perimeter)
        {
            case "entry":
                if (Guid.TryParse(EntryId, out var id) && Lists.Entries.Any(choice => choice.Value == EntryId))
                {
                    return Core.Habilitations.Perimeter.OfEntry(id);
                }

                if (Lists.Entries.Count > 0)
                {
                    refuse(nameof(EntryId), "Choisissez une des fiches trouvées, ou cherchez-en une autre.");
                }
                else
                {
                    refuse(nameof(Entry), string.IsNullOrWhiteSpace(Entry)
                        ? "Saisissez une partie du nom de la fiche, puis cherchez-la."
                        : "Aucune fiche que vous gérez n'a ce nom : vérifiez-le.");
                }

                return null;
            case "departement":
                if (Lists.Departements.Any(choice => choice.Value == Departement))
                {
                    return Core.Habilitations.Perimeter.OfDepartement(Departement!);
                }

                refuse(nameof(Departement), "Choisissez un département.");
                return null;
            case "service_type":
                if (Lists.ServiceTypes.Any(choice => choice.Value == ServiceType))
                {
                    return Core.Habilitations.Perimeter.OfServiceType(ServiceType!);
                }

                refuse(nameof(ServiceType), "Choisissez une nature de service.");
                return null;
            case "national":
                return Core.Habilitations.Perimeter.National;
            default:
                refuse(nameof(Perimeter), "Choisissez pour quelles fiches.");
                return null;
        }
    }

    private static LocalDate? ReadDay(string? text, string field, Action<string, string> refuse)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var day = TypedDate.Parse(text);
        if (day is null)
        {
            refuse(field, "Saisissez une date, par exemple 31/12/2027.");
        }

        return day;
    }
}

/// <summary>What may be chosen in a <see cref="GrantForm"/>.</summary>
/// <param name="Departements">By code.</param>
/// <param name="ServiceTypes">By code.</param>
/// <param name="Entries">Those found, by id.</param>
/// <param name="MayBeNone">Whether no right at all is a choice.</param>
public sealed record GrantFormLists(
    IReadOnlyList<Choice> Departements, IReadOnlyList<Choice> ServiceTypes, IReadOnlyList<Choice> Entries, bool MayBeNone)
{
    public static GrantFormLists Empty { get; } = new([], [], [], false);
}
