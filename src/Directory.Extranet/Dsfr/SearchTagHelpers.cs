using Microsoft.AspNetCore.Razor.TagHelpers;

namespace PublicDirectory.Extranet.Dsfr;

/// <summary>The field of a list's search and its button, in one line.</summary>
[HtmlTargetElement("dsfr-search", TagStructure = TagStructure.WithoutEndTag)]
public sealed class SearchTagHelper : FieldTagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output) => Render(output, Html.Of(
        $"""
        <div class="search__line">
          {LabelElement}
          <input class="fr-input" type="search" id="{Id}" name="{Name}" value="{Value ?? ""}"{Others(output)}>
          <button class="fr-btn fr-btn--secondary" type="submit">Rechercher</button>
        </div>
        """));
}

/// <summary>The other questions to a list, folded away; says how many are asked.</summary>
[HtmlTargetElement("dsfr-filters")]
public sealed class FiltersTagHelper : TagHelper
{
    /// <summary>How many narrow the list now.</summary>
    public int Count { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "details";
        output.Attributes.SetAttribute("class", "search__more");
        output.PreContent.SetHtmlContent(Html.Of(
            $"""<summary>{(Count == 0 ? "Filtres" : $"Filtres ({Count})")}</summary><div class="filters">"""));
        output.PostContent.SetHtmlContent("</div>");
    }
}
