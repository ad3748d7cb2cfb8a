using System.Globalization;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Territories;
using PublicDirectory.Extranet.Choosers;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Pages;

internal sealed class CompetenceModel(EntryDesk desk, Territories territories, ServiceTypeChooser types)
    : SectionPageModel<AdministrationDocument, CompetenceForm>(desk)
{
    private TerritoryIndex _territories = TerritoryIndex.Empty;
    private IReadOnlyList<Choice> _types = [];

    public override Section Section => Sections.Competences;

    /// <summary>The services that a row may be about: those rendered here, and what the row says already.</summary>
    public IReadOnlyList<Choice> TypesFor(CompetenceRow row) =>
        [.. ((Entry.Document as AdministrationDocument)?.Types ?? []).Append(row.ServiceType).OfType<string>().Where(type =>
            type.Length > 0).Distinct()
            .Select(code => _types.FirstOrDefault(type => type.Value == code) ?? new Choice(code, code))];

    /// <summary>« 1 commune », « 712 communes »: how many lines a list has.</summary>
    public static string? Count(string? list, string one) => (list ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length switch
    {
        0 => null,
        1 => $"1 {one} indiquée.",
        var count => $"{count.ToString("N0", CultureInfo.GetCultureInfo("fr-FR"))} {one}s indiquées.",
    };

    protected override async Task LookUpAsync(AdministrationDocument document, CompetenceForm form, CancellationToken cancellationToken)
    {
        _territories = await territories.ReadAsync(cancellationToken);
        _types = await types.ReadAsync(cancellationToken);
        if (IsUnread)
        {
            // The names were not there yet when the document was read.
            (form.Rows, IsUnread) = ([.. document.Competences.Select(competence => CompetenceRow.Of(competence, _territories))], false);
        }

        // What a row only shows is never what came with it.
        List<Competence> saved = [.. document.Competences];
        foreach (var row in form.Rows)
        {
            var own = row.TakeFrom(saved);
            (row.Demarche, row.IsDeduced) = (own?.Demarche?.ToString(), own?.Basis is CompetenceBasis.Seat);
        }
    }

    private bool IsUnread { get; set; }

    protected override CompetenceForm Read(AdministrationDocument document)
    {
        IsUnread = true;
        return new CompetenceForm();
    }

    protected override AdministrationDocument Write(AdministrationDocument document, CompetenceForm form)
    {
        form.Rows.RemoveAll(row => row.IsBlank);
        List<Competence> saved = [.. document.Competences];
        return document with
        {
            Competences = [.. form.Rows.Select((row, index) => row.Write(
                row.TakeFrom(saved), document.Types, _territories,
                (property, message) => ModelState.AddModelError($"{Field(index)}.{property}", message)))],
        };
    }

    protected override string FieldOf(string path)
    {
        if (!path.StartsWith("competences[", StringComparison.Ordinal))
        {
            return "";
        }

        var end = path.IndexOf(']', StringComparison.Ordinal);
        return $"Form.Rows{path["competences".Length..(end + 1)]}." + (path.Length > end + 1 ? path[(end + 2)..] : "") switch
        {
            "serviceType" => nameof(CompetenceRow.ServiceType),
            "communes" => nameof(CompetenceRow.Communes),
            "validTo" => nameof(CompetenceRow.ValidTo),
            _ => nameof(CompetenceRow.WholeCountry),
        };
    }

    protected override string? Perform(CompetenceForm form, string gesture)
    {
        var asked = RowGesture.Parse(gesture);
        var row =
            asked.On(
                form.Rows,
                () => new CompetenceRow { ServiceType = Entry.Document is AdministrationDocument { Types: [var main, ..] } ? main : null });
        if (asked.Verb == RowGesture.Remove)
        {
            TempData.Say("Zone retirée.");
        }

        return asked.Focus(row, index => FieldTagHelper.IdOf($"{Field(index)}.{nameof(CompetenceRow.ServiceType)}"));
    }

    private static string Field(int index) => string.Create(CultureInfo.InvariantCulture, $"Form.Rows[{index}]");
}
