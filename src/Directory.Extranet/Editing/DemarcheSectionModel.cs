using System.Globalization;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Extranet.Dsfr;

namespace PublicDirectory.Extranet.Editing;

/// <summary>A row of a form, and which item of the document it shows.</summary>
public interface IItemRow
{
    /// <summary>The item's index in the document; null for a row that was added.</summary>
    int? Was { get; }
}

/// <summary>What the sections of a démarche share: cases named by their path, and rows that know where they come from.</summary>
/// <typeparam name="TForm">What the form holds.</typeparam>
public abstract class DemarcheSectionModel<TForm>(EntryDesk desk) : SectionPageModel<DemarcheDocument, TForm>(desk)
    where TForm : class, new()
{
    /// <summary>The paths of the cases, to choose from.</summary>
    public IReadOnlyList<string> Cases { get; private set; } = [];

    protected override Task PrepareAsync(CancellationToken cancellationToken)
    {
        Cases = [.. SituationOutline.Paths(((DemarcheDocument)Entry.Document!).Situations).Select(item => item.Path)];
        return Task.CompletedTask;
    }

    /// <summary>The item that a row shows; null for a row that was added.</summary>
    protected static T? Before<T>(IReadOnlyList<T> items, IItemRow row)
        where T : class => row.Was is { } index && index >= 0 && index < items.Count ? items[index] : null;

    /// <summary>The case of this path; null for none. A path that is of no case is a mistake.</summary>
    /// <param name="document">Which knows the cases.</param>
    /// <param name="typed">A path.</param>
    /// <param name="before">The id that stood there: it stays as long as the path reads the same.</param>
    /// <param name="field">Where the mistake goes.</param>
    protected string? CaseOf(DemarcheDocument document, string? typed, string? before, string field)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        if (before is not null && SituationOutline.PathOf(document.Situations, before)?.Trim() == typed.Trim())
        {
            return before;
        }

        if (SituationOutline.IdOf(document.Situations, typed) is { } id)
        {
            return id;
        }

        ModelState.AddModelError(field, "Cette situation n'existe pas : choisissez-en une dans la liste, ou laissez vide.");
        return before;
    }

    /// <summary>Does what a button of a list of rows asks for.</summary>
    /// <param name="gesture">The button's value.</param>
    /// <param name="rows">The rows of the list that it names.</param>
    /// <param name="firstField">The name in the form of a row's first field, with <c>{0}</c> for its index.</param>
    protected static string? Move<TRow>(string gesture, List<TRow> rows, string firstField)
        where TRow : new()
    {
        var asked = RowGesture.Parse(gesture);
        return asked.Focus(
            asked.On(rows, () => new TRow()), index => FieldTagHelper.IdOf(string.Format(CultureInfo.InvariantCulture, firstField, index)));
    }
}
