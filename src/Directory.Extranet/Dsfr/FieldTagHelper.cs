using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace PublicDirectory.Extranet.Dsfr;

/// <summary>
/// What every field has: a label above it with its hint inside, and below it the messages that the summary of errors repeats.
/// The label is the property's <c>[Display(Name = "…")]</c> unless the page gives one.
/// </summary>
public abstract class FieldTagHelper : TagHelper
{
    [HtmlAttributeName("asp-for")]
    public ModelExpression For { get; set; } = null!;

    /// <summary>What the field is called in an address, for forms that ask and change nothing; else the property's own name.</summary>
    [HtmlAttributeName("name")]
    public string? FieldName { get; set; }

    public string? Label { get; set; }

    public string? Hint { get; set; }

    /// <summary>Adds « (facultatif) » to the label: all other fields are mandatory.</summary>
    public bool Optional { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>The id that the summary of errors links to, for a field of this name.</summary>
    public static string IdOf(string fieldName) => TagBuilder.CreateSanitizedId(fieldName, "-");

    protected string Name => FieldName ?? ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);

    protected string Id => IdOf(Name);

    protected string MessagesId => Id + "-messages";

    protected IReadOnlyList<string> Errors =>
        ViewContext.ViewData.ModelState.TryGetValue(Name, out var entry) ? [.. entry.Errors.Select(error => error.ErrorMessage)] : [];

    protected bool HasErrors => Errors.Count > 0;

    /// <summary>What was typed, even if it was refused; else the model's value.</summary>
    protected string? Value =>
        ViewContext.ViewData.ModelState.TryGetValue(Name, out var entry) && entry.RawValue is not null
            ? entry.AttemptedValue
            : For.Model is null ? null : Convert.ToString(For.Model, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>What was chosen among several, even if it was refused.</summary>
    protected IReadOnlyList<string> Values =>
        ViewContext.ViewData.ModelState.TryGetValue(Name, out var entry) && entry.RawValue is not null
            ? entry.RawValue switch { string[] many => many, var one => [one.ToString()!] }
            : For.Model switch
            {
                null => [],
                string one => [one],
                System.Collections.IEnumerable many => [.. many.Cast<object>().Select(item => item.ToString()!)],
                var one => [one.ToString()!],
            };

    private protected IHtmlContent LabelText => Html.Of(
        $"{Label ?? For.Metadata.GetDisplayName()}{(Optional ? " (facultatif)" : "")}{HintText(Hint)}");

    private protected IHtmlContent LabelElement => Html.Of($"""<label class="fr-label" for="{Id}">{LabelText}</label>""");

    private protected IHtmlContent Messages => Html.Of(
        $"""
        <div class="fr-messages-group" id="{MessagesId}" aria-live="polite">{Html.Join(Errors.Select(error =>
            Html.Of($"""<p class="fr-message fr-message--error">{error}</p>""")))}</div>
        """);

    private protected IHtmlContent Invalid => Html.Attribute("aria-invalid", HasErrors ? "true" : null);

    private protected static IHtmlContent HintText(string? hint) =>
        hint is null ? Html.None : Html.Of($""" <span class="fr-hint-text">{hint}</span>""");

    /// <summary>The other attributes that the page wrote on the element: <c>autocomplete</c>, <c>inputmode</c>, <c>data-…</c>.</summary>
    private protected static IHtmlContent Others(TagHelperOutput output) => Html.Join(output.Attributes.Select(attribute =>
        attribute.ValueStyle == HtmlAttributeValueStyle.Minimized
            ? Html.Attribute(attribute.Name, true)
            : Html.Attribute(attribute.Name, attribute.Value is HtmlString text ? text.Value : attribute.Value?.ToString())));

    private protected static void Render(TagHelperOutput output, IHtmlContent content)
    {
        output.TagName = null;
        output.Attributes.Clear();
        output.Content.SetHtmlContent(content);
    }
}
