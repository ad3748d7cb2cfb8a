using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Extranet.Forms;

/// <summary>
/// A form with an address that may mislead is taken once its author has ticked that it is the right one. Sections of entries ask by their
/// own warnings (<c>SectionPageModel</c>); the partial <c>_Addresses</c> shows the boxes of the others.
/// </summary>
internal static class AddressConfirmation
{
    public const string Field = "__adresse";

    private const string Key = "addresses";

    /// <summary>Adds a mistake for each address in the text that was not confirmed.</summary>
    public static void ConfirmAddresses(this PageModel page, string field, string? text)
    {
        foreach (var doubt in HostDoubts.In(text))
        {
            page.ViewData[Key] = Of(page.ViewData).Append((doubt, IsConfirmed: page.Request.Form[Field].Contains(doubt.Code))).ToList();
            if (!page.Request.Form[Field].Contains(doubt.Code))
            {
                page.ModelState.AddModelError(field, doubt.Message);
            }
        }
    }

    /// <summary>What the page asks about, and whether it was confirmed already.</summary>
    public static IReadOnlyList<(HostDoubt Doubt, bool IsConfirmed)> Of(ViewDataDictionary data) =>
        data[Key] as IReadOnlyList<(HostDoubt Doubt, bool IsConfirmed)> ?? [];
}
