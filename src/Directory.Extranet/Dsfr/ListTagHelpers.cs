using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Dsfr;

/// <summary>Links to the other pages of a list (<c>?page=2</c>), keeping the filters; nothing when there is one page.</summary>
[HtmlTargetElement("dsfr-pagination", TagStructure = TagStructure.WithoutEndTag)]
public sealed class PaginationTagHelper : TagHelper
{
    /// <summary>From 1.</summary>
    public int Page { get; set; } = 1;

    public int Count { get; set; } = 1;

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        if (Count <= 1)
        {
            return;
        }

        // First, last, and two around the current one.
        var shown = Enumerable.Range(1, Count).Where(page => page == 1 || page == Count || Math.Abs(page - Page) <= 2).ToList();
        var items = new List<IHtmlContent> { Arrow("prev", "Page précédente", Page > 1 ? Page - 1 : null) };
        foreach (var page in shown)
        {
            if (page > 1 && !shown.Contains(page - 1))
            {
                items.Add(Html.Of($"""<li><span class="fr-pagination__link">…</span></li>"""));
            }

            items.Add(page == Page
                ? Html.Of(
                    $"""<li><a class="fr-pagination__link" aria-current="page" aria-label="Page {page}" href="{Link(page)}">{page}</a></li>""")
                : Html.Of($"""<li><a class="fr-pagination__link" aria-label="Page {page}" href="{Link(page)}">{page}</a></li>"""));
        }

        items.Add(Arrow("next", "Page suivante", Page < Count ? Page + 1 : null));
        output.Content.SetHtmlContent(Html.Of(
            $"""<nav class="fr-pagination" aria-label="Pagination"><ul class="fr-pagination__list">{Html.Join(items)}</ul></nav>"""));
    }

    private IHtmlContent Arrow(string kind, string label, int? page) => page is { } to
        ? Html.Of(
            $"""<li><a class="fr-pagination__link fr-pagination__link--{kind} fr-pagination__link--lg-label" href="{Link(to)}">{label}</a></li>""")
        : Html.None;

    private string Link(int page) =>
        PageLinks.With(ViewContext.HttpContext.Request, "page", page.ToString(System.Globalization.CultureInfo.InvariantCulture));
}

/// <summary>Views of one list, as links. Not an ARIA tab list: each is a page.</summary>
[HtmlTargetElement("dsfr-tabs")]
public sealed class TabsTagHelper : TagHelper
{
    /// <summary>What they divide: « Statut ».</summary>
    public string Label { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "nav";
        output.Attributes.SetAttribute("class", "tabs");
        output.Attributes.SetAttribute("aria-label", Label);
        output.PreContent.SetHtmlContent("""<ul class="tabs__list">""");
        output.PostContent.SetHtmlContent("</ul>");
    }
}

/// <summary>One of <c>dsfr-tabs</c>.</summary>
[HtmlTargetElement("dsfr-tab", ParentTag = "dsfr-tabs")]
public sealed class TabTagHelper : TagHelper
{
    public string Href { get; set; } = "";

    public bool Current { get; set; }

    /// <summary>How many there are, shown after the name.</summary>
    public long? Count { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "li";
        output.PreContent.SetHtmlContent(Html.Of(
            $"""<a class="tabs__link" href="{Href}"{Html.Attribute("aria-current", Current ? "page" : null)}>"""));
        output.PostContent.SetHtmlContent(Count is { } count ? Html.Of($" ({FrenchCounts.Of(count)})</a>") : Html.Of($"</a>"));
    }
}

/// <summary>Addresses of the same page with one more thing asked.</summary>
internal static class PageLinks
{
    /// <param name="request">The page's.</param>
    /// <param name="name">What is asked.</param>
    /// <param name="value">The answer; null to ask it no longer.</param>
    public static string With(HttpRequest request, string name, string? value)
    {
        // Another order or another filter starts again at the first page.
        var query = request.Query.Where(item => item.Key != name && item.Key != "page");
        return QueryHelpers.AddQueryString(
            request.Path, value is null ? query : query.Append(new KeyValuePair<string, StringValues>(name, value)));
    }
}
