using System.Globalization;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Territories;
using PublicDirectory.Extranet.Choosers;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Pages;

internal sealed class IdentiteModel(EntryDesk desk, Territories territories, CommuneChooser communes, AdministrationChooser administrations)
    : SectionPageModel<AdministrationDocument, IdentityForm>(desk)
{
    public static readonly IReadOnlyList<Choice> KindChoices =
    [
        new(nameof(AddressKind.Physical), "Pour venir", "Et pour écrire, s'il n'y a pas d'adresse postale."),
        new(nameof(AddressKind.Postal), "Pour écrire seulement"),
    ];

    private TerritoryIndex _territories = TerritoryIndex.Empty;

    public override Section Section => Sections.Identity;

    /// <summary>Sources could not place some administrations: those alone may stay without a commune.</summary>
    public bool NeedsCommune => Entry.Document is not AdministrationDocument { Commune: null } || Entry.IsNew;

    protected override IdentityForm Read(AdministrationDocument document) => new()
    {
        Name = document.Name,
        Acronym = document.Acronym,
        Mission = document.Mission,
        Parent = Unnamed(document.Parent?.ToString()),
        Commune = Unnamed(document.Commune?.Value),
        Addresses = [.. document.Addresses.Select(AddressRow.Of)],
        Siret = Siret(document)?.Value,
        Responsible = document.Responsible?.Name,
        ResponsibleEntry = Unnamed(document.Responsible?.Administration?.ToString()),
    };

    protected override async Task LookUpAsync(AdministrationDocument document, IdentityForm form, CancellationToken cancellationToken)
    {
        _territories = await territories.ReadAsync(cancellationToken);
        await administrations.ResolveAsync(form.Parent, document.Parent?.ToString(), cancellationToken);
        await communes.ResolveAsync(form.Commune, document.Commune?.Value, cancellationToken);
        await administrations.ResolveAsync(form.ResponsibleEntry, document.Responsible?.Administration?.ToString(), cancellationToken);
    }

    protected override AdministrationDocument Write(AdministrationDocument document, IdentityForm form)
    {
        Refuse("Form.Parent", administrations.Problem(form.Parent));
        Refuse("Form.Commune", communes.Problem(form.Commune)
            ?? (NeedsCommune && form.Commune.Code is null ? "Indiquez la commune où se trouve ce service." : null));
        Refuse("Form.ResponsibleEntry", administrations.Problem(form.ResponsibleEntry));
        var responsible = Typed.Line(form.Responsible, document.Responsible?.Name);
        if (responsible is null && form.ResponsibleEntry.Code is not null)
        {
            Refuse("Form.Responsible", "Nommez le service responsable, ou effacez le choix de sa fiche.");
        }

        var parent = Id(form.Parent);
        if (parent is not null && parent == Entry.EntryId)
        {
            Refuse("Form.Parent", "Une administration ne peut pas dépendre d'elle-même.");
        }

        // A row that nobody filled in is no address; the others keep their places, for the messages.
        form.Addresses.RemoveAll(row => row.IsBlank);
        return document with
        {
            Name = Typed.Line(form.Name, document.Name) ?? "",
            Acronym = Typed.Line(form.Acronym, document.Acronym),
            Mission = Typed.Lines(form.Mission, document.Mission),
            Parent = parent,
            Commune = InseeCode.TryParse(form.Commune.Code, out var commune) ? commune : null,
            Addresses = [.. form.Addresses.Select((row, index) => row.Write(
                document.Addresses,
                (property, message) => Refuse($"{Field(index)}.{property}", message),
                (city, postalCode) => _territories.Locate(city, postalCode)?.Code))],
            ExternalIds = WriteSiret(document, form.Siret),
            Responsible = responsible is null ? null : new ResponsibleUnit(responsible, Id(form.ResponsibleEntry)),
        };
    }

    protected override IReadOnlyList<FormWarning> Warn(AdministrationDocument document, AdministrationDocument changed)
    {
        if (changed.Commune is not { } code || _territories.CurrentCommune(code) is not { } commune)
        {
            return [];
        }

        var settled = changed.Commune == document.Commune ? document.Addresses.Select(address => address.Location).ToHashSet() : [];
        return
        [
            .. changed.Addresses
                .Where(address => address.Kind is AddressKind.Physical && !settled.Contains(address.Location))
                .Select(address => address.Location is { } point ? LocationCheck.Doubt(_territories, commune, point) : null)
                .OfType<DoubtfulLocation>()
                .Select(
                    doubt => new FormWarning(
                        "FAR_FROM_COMMUNE", $"{Doubted(commune, doubt)}. Vérifiez la latitude, la longitude et la commune.")),
        ];
    }

    protected override string FieldOf(string path)
    {
        var parts = path.Split('.');
        return parts switch
        {
            ["name"] => "Form.Name",
            ["acronym"] => "Form.Acronym",
            ["mission"] => "Form.Mission",
            ["parent"] => "Form.Parent",
            ["responsible", _] => "Form.Responsible",
            [var address, var property] when address.StartsWith("addresses[", StringComparison.Ordinal) =>
                $"Form.Addresses{address["addresses".Length..]}." + property.Split('[')[0] switch
                {
                    "kind" => nameof(AddressRow.Kind),
                    "postalCode" => nameof(AddressRow.PostalCode),
                    "city" => nameof(AddressRow.City),
                    "location" => nameof(AddressRow.Latitude),
                    _ => nameof(AddressRow.Lines),
                },
            [var id, ..] when id.StartsWith("externalIds", StringComparison.Ordinal) => "Form.Siret",
            _ => "",
        };
    }

    protected override string? Perform(IdentityForm form, string gesture)
    {
        var asked = RowGesture.Parse(gesture);
        var row = asked.On(form.Addresses, () => new AddressRow { Kind = nameof(AddressKind.Physical) });
        if (asked.Verb == RowGesture.Remove)
        {
            TempData.Say("Adresse retirée.");
        }

        return asked.Focus(row, index => FieldTagHelper.IdOf($"{Field(index)}.{nameof(AddressRow.Kind)}"));
    }

    private void Refuse(string field, string? message)
    {
        if (message is not null)
        {
            ModelState.AddModelError(field, message);
        }
    }

    // The name comes when it is looked up.
    private static Chosen Unnamed(string? code) => new() { Text = code, For = code, Code = code };

    private static Guid? Id(Chosen chosen) => Guid.TryParse(chosen.Code, out var id) ? id : null;

    private static ExternalId? Siret(AdministrationDocument document) =>
        document.ExternalIds.FirstOrDefault(id => id.Scheme == ExternalIdSchemes.Siret);

    // The SIREN is the beginning of the SIRET: where the document gives both, one follows the other.
    private static IReadOnlyList<ExternalId> WriteSiret(AdministrationDocument document, string? typed)
    {
        var before = Siret(document);
        var value =
            Typed.Line(typed, before?.Value) is { } text && text != before?.Value
                ? text.Replace(" ", "", StringComparison.Ordinal)
                : Typed.Line(typed, before?.Value);
        if (value == before?.Value)
        {
            return document.ExternalIds;
        }

        var siren =
            before is { Value.Length: >= 9 } && value is { Length: >= 9 }
                ? new ExternalId(ExternalIdSchemes.Siren, before.Value[..9])
                : null;
        var ids = document.ExternalIds
            .Where(id => id != before || value is not null)
            .Select(id => id == before ? id with { Value = value! } : id == siren ? id with { Value = value![..9] } : id);
        return before is null ? [.. ids, new ExternalId(ExternalIdSchemes.Siret, value!)] : [.. ids];
    }

    private static string Doubted(Commune commune, DoubtfulLocation doubt) => (doubt.IsOutside, doubt.Elsewhere) switch
    {
        (true, null) => $"Les coordonnées sont hors de la commune {commune.NameWithDe}, à {Distance(doubt.DistanceMetres)} de ses limites",
        (true, { } other) =>
            $"Les coordonnées sont dans la commune {other.NameWithDe}, à {Distance(doubt.DistanceMetres)} des limites de celle {commune.NameWithDe}",
        (false, null) => $"Les coordonnées sont à {Distance(doubt.DistanceMetres)} de la mairie {commune.NameWithDe}",
        (false, { } other) =>
            $"Les coordonnées sont à {Distance(doubt.DistanceMetres)} de la mairie {commune.NameWithDe}, plus près de celle {other.NameWithDe}",
    };

    private static string Field(int index) => string.Create(CultureInfo.InvariantCulture, $"Form.Addresses[{index}]");

    private static string Distance(double metres) => metres < 1000
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Round(metres / 10) * 10:0} m")
        : (metres / 1000).ToString(metres < 100_000 ? "0.0" : "0", CultureInfo.GetCultureInfo("fr-FR")) + " km";
}
