using Microsoft.AspNetCore.Razor.TagHelpers;

namespace PublicDirectory.Extranet.Dsfr;

/// <summary>The field of a list's search and its button, in one line: <c>?q=…</c> unless another name is given.</summary>
[HtmlTargetElement("dsfr-search", TagStructure = TagStructure.WithoutEndTag)]
public sealed class SearchTagHelper : TagHelper
{
    public string Name { get; set; } = "q";

    public string Label { get; set; } = "Rechercher";

    /// <summary>What may be looked for, in a few words after the label.</summary>
    public string? Hint { get; set; }

    public string? Value { get; set; }

    public int Maxlength { get; set; } = 200;

    public bool Autofocus { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var hint = Hint is null ? Html.None : Html.Of($""" <span class="fr-hint-text">{Hint}</span>""");
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "search__line");
        output.Content.SetHtmlContent(Html.Of(
            $"""
            <label class="fr-label" for="{Name}">{Label}{hint}</label>
            <input class="fr-input" type="search" id="{Name}" name="{Name}" value="{Value ?? ""}" maxlength="{Maxlength}" autocomplete="off"{Html.Attribute("autofocus", Autofocus)}>
            <button class="fr-btn fr-btn--secondary" type="submit">Rechercher</button>
            """));
    }
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
