using Microsoft.AspNetCore.Razor.TagHelpers;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Dsfr;

namespace PublicDirectory.Extranet.Editing;

/// <summary>
/// The badge of an entry as its editor sees it: what is under way or, with nothing under way, whether it is published; and beside it,
/// whether something was published urgently that nobody has reviewed.
/// </summary>
[HtmlTargetElement("dsfr-entry-state", TagStructure = TagStructure.WithoutEndTag)]
public sealed class EntryStateTagHelper : TagHelper
{
    public WorkingEntry Entry { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Badge(
            output,
            Entry.Draft is { } draft ? RequestStateTagHelper.Of(draft.State)
                : Entry.IsRemoved ? (null, "Retirée")
                : ("success", "Publiée"));
        if (Entry.UrgentActionId is not null)
        {
            output.PostElement.SetHtmlContent(Html.Of(
                $""" <span class="fr-badge fr-badge--sm fr-badge--no-icon fr-badge--error">{RequestStateTagHelper.Of(ChangeRequestState.PublishedUrgently).Text}</span>"""));
        }
    }

    internal static void Badge(TagHelperOutput output, (string? Kind, string Text) badge)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute(
            "class", "fr-badge fr-badge--sm fr-badge--no-icon" + (badge.Kind is null ? "" : $" fr-badge--{badge.Kind}"));
        output.Content.SetContent(badge.Text);
    }
}
