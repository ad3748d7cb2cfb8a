using Microsoft.AspNetCore.Razor.TagHelpers;

namespace PublicDirectory.Extranet.Dsfr;

/// <summary>A message within the page. <c>kind</c>: <c>info</c>, <c>success</c>, <c>warning</c>, <c>error</c>.</summary>
[HtmlTargetElement("dsfr-alert")]
public sealed class AlertTagHelper : TagHelper
{
    public string Kind { get; set; } = "info";

    public string? Title { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.Attributes.SetAttribute("class", $"fr-alert fr-alert--{Kind}{(Title is null ? " fr-alert--sm" : "")}");
        output.PreContent.SetHtmlContent(Html.Of(
            $"{(Title is null ? Html.None : Html.Of($"""<p class="fr-alert__title">{Title}</p>"""))}<div class=\"fr-alert__text\">"));
        output.PostContent.SetHtmlContent("</div>");
    }
}

/// <summary>
/// A state in a word or two. <c>kind</c>: <c>info</c>, <c>new</c>, <c>success</c>, <c>warning</c>, <c>error</c>, or none.
/// </summary>
[HtmlTargetElement("dsfr-badge")]
public sealed class BadgeTagHelper : TagHelper
{
    public string? Kind { get; set; }

    public bool NoIcon { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.Attributes.SetAttribute(
            "class", "fr-badge fr-badge--sm" + (Kind is null ? "" : $" fr-badge--{Kind}") + (NoIcon ? " fr-badge--no-icon" : ""));
    }
}

/// <summary>Something set apart, with a heading of the second level.</summary>
[HtmlTargetElement("dsfr-callout")]
public sealed class CalloutTagHelper : TagHelper
{
    public string Title { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.Attributes.SetAttribute("class", "fr-callout");
        output.PreContent.SetHtmlContent(Html.Of($"""<h2 class="fr-callout__title">{Title}</h2><div class="fr-callout__text">"""));
        output.PostContent.SetHtmlContent("</div>");
    }
}

/// <summary>Something folded away, which opens without a script.</summary>
[HtmlTargetElement("dsfr-details")]
public sealed class DetailsTagHelper : TagHelper
{
    public string Title { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "details";
        output.Attributes.SetAttribute("class", "details");
        output.PreContent.SetHtmlContent(Html.Of($"""<summary>{Title}</summary><div class="details__text">"""));
        output.PostContent.SetHtmlContent("</div>");
    }
}
