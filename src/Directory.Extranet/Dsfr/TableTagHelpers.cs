using System.Net;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace PublicDirectory.Extranet.Dsfr;

/// <summary>
/// A table; inside, <c>thead</c> and <c>tbody</c>. On a narrow screen each row is a card: the cell with <c>scope="row"</c> is its title,
/// the others are said with the heading of their column. A <c>grid</c>, whose columns are read against each other, scrolls in its own
/// frame instead.
/// </summary>
[HtmlTargetElement("dsfr-table")]
public sealed class TableTagHelper : TagHelper
{
    /// <summary>What the table lists, in a few words; shown above it.</summary>
    public string Caption { get; set; } = "";

    public bool Grid { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (!Grid)
        {
            context.Items[typeof(Columns)] = new Columns();
        }

        output.TagName = "div";
        output.Attributes.SetAttribute("class", Grid ? "fr-table" : "fr-table cards-table");
        var frame = Grid ? Html.Of($""" tabindex="0" role="region" aria-label="{Caption}" """) : Html.None;
        output.PreContent.SetHtmlContent(Html.Of(
            $"""
            <div class="fr-table__wrapper"><div class="fr-table__container"><div class="fr-table__content"{frame}>
            <table><caption>{Caption}</caption>
            """));
        output.PostContent.SetHtmlContent("</table></div></div></div>");
    }
}

/// <summary>The headings of a table whose rows are cards on a narrow screen, and the cell that comes next.</summary>
internal sealed class Columns
{
    private readonly Dictionary<int, string> _labels = [];
    private int _next;

    public static Columns? Of(TagHelperContext context) =>
        context.Items.TryGetValue(typeof(Columns), out var columns) ? (Columns)columns : null;

    public void Begin() => _next = 0;

    public void Name(string label) => _labels[_next++] = label;

    public string? Label() => _labels.GetValueOrDefault(_next++);
}

/// <summary>A row of a table: its cells are counted from the first.</summary>
[HtmlTargetElement("tr")]
public sealed class RowTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output) => Columns.Of(context)?.Begin();
}

/// <summary>A cell of a table: bears the heading of its column.</summary>
[HtmlTargetElement("td")]
[HtmlTargetElement("th", Attributes = "[scope=row]")]
public sealed class CellTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Columns.Of(context)?.Label() is { Length: > 0 } label && output.TagName == "td")
        {
            output.Attributes.SetAttribute("data-label", label);
        }
    }
}

/// <summary>
/// The heading of a column, in words alone. One that sorts, <c>&lt;th dsfr-sort="nom"&gt;Nom&lt;/th&gt;</c>, links to <c>?tri=nom</c>, then
/// <c>?tri=-nom</c>, keeping the filters.
/// </summary>
[HtmlTargetElement("th", Attributes = "dsfr-sort")]
[HtmlTargetElement("th", Attributes = "[scope=col]")]
public sealed class HeadingTagHelper : TagHelper
{
    public string? DsfrSort { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        if (Columns.Of(context) is { } columns)
        {
            columns.Name(WebUtility.HtmlDecode((await output.GetChildContentAsync()).GetContent(Html.Encoder)).Trim());
        }

        if (DsfrSort is null)
        {
            return;
        }

        var request = ViewContext.HttpContext.Request;
        var current = request.Query["tri"].ToString();
        output.Attributes.SetAttribute("scope", "col");
        if (current == DsfrSort || current == "-" + DsfrSort)
        {
            output.Attributes.SetAttribute("aria-sort", current[0] == '-' ? "descending" : "ascending");
        }

        var link = PageLinks.With(request, "tri", current == DsfrSort ? "-" + DsfrSort : DsfrSort);
        output.PreContent.SetHtmlContent(Html.Of($"""<a class="sort" href="{link}">"""));
        output.PostContent.SetHtmlContent("</a>");
    }
}
