using Microsoft.AspNetCore.Razor.TagHelpers;

namespace PublicDirectory.Extranet.Dsfr;

/// <summary>The sentence that opens a form.</summary>
[HtmlTargetElement("dsfr-mandatory", TagStructure = TagStructure.WithoutEndTag)]
public sealed class MandatoryTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(
            """<p class="fr-text--sm form-intro">Sauf mention contraire, tous les champs sont obligatoires.</p>""");
    }
}

/// <summary>
/// First in a form whose other buttons do something on the way (« Rechercher », « Retirer »): the Enter key in a field presses a form's
/// first button, and must save.
/// </summary>
[HtmlTargetElement("dsfr-default-button", TagStructure = TagStructure.WithoutEndTag)]
public sealed class DefaultButtonTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent("""<button type="submit" hidden></button>""");
    }
}

/// <summary>Fields about one thing: <c>&lt;dsfr-group legend="Lundi"&gt;…&lt;/dsfr-group&gt;</c>.</summary>
[HtmlTargetElement("dsfr-group")]
public sealed class GroupTagHelper : TagHelper
{
    public string Legend { get; set; } = "";

    public string? Hint { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var hint = Hint is null ? Html.None : Html.Of($""" <span class="fr-hint-text">{Hint}</span>""");
        output.TagName = "fieldset";
        output.Attributes.SetAttribute("class", "fr-fieldset");
        output.PreContent.SetHtmlContent(
            Html.Of($"""<legend class="fr-fieldset__legend">{Legend}{hint}</legend><div class="fr-fieldset__element">"""));
        output.PostContent.SetHtmlContent("</div>");
    }
}

/// <summary>
/// A button, or with <c>href</c> a link that looks like one. <c>kind</c>: <c>primary</c> (one a page), <c>secondary</c>,
/// <c>tertiary</c>, <c>link</c>.
/// </summary>
[HtmlTargetElement("dsfr-button")]
public sealed class ButtonTagHelper : TagHelper
{
    public string Kind { get; set; } = "primary";

    public bool Small { get; set; }

    /// <summary>The page's handler that the button sends its form to, when it is not the form's own.</summary>
    public string? Handler { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var isLink = output.Attributes.ContainsName("href");
        output.TagName = isLink ? "a" : "button";
        output.Attributes.SetAttribute("class", Kind switch
        {
            "primary" => "fr-btn",
            "link" => "fr-link",
            _ => $"fr-btn fr-btn--{Kind}",
        } + (Small ? " fr-btn--sm" : ""));
        if (!isLink && !output.Attributes.ContainsName("type"))
        {
            output.Attributes.SetAttribute("type", "submit");
        }

        if (Handler is not null)
        {
            output.Attributes.SetAttribute("formaction", $"?handler={Handler}");
        }
    }
}

/// <summary>The buttons that end a form, in a row: primary first, « Annuler » last.</summary>
[HtmlTargetElement("dsfr-actions")]
public sealed class ActionsTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.Attributes.SetAttribute("class", "fr-btns-group fr-btns-group--inline-sm form-actions");
    }
}
