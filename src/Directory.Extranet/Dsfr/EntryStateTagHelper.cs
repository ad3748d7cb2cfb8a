using Microsoft.AspNetCore.Razor.TagHelpers;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Editing;

namespace PublicDirectory.Extranet.Dsfr;

/// <summary>The badge of a request's state: <c>&lt;dsfr-request-state state="…" /&gt;</c>. The text bears the meaning; the colour repeats it.</summary>
[HtmlTargetElement("dsfr-request-state", TagStructure = TagStructure.WithoutEndTag)]
public sealed class RequestStateTagHelper : TagHelper
{
    public ChangeRequestState State { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        EntryStateTagHelper.Badge(output, Of(State));

    /// <summary>Its kind (see <c>dsfr-badge</c>) and its words.</summary>
    internal static (string? Kind, string Text) Of(ChangeRequestState state) => state switch
    {
        ChangeRequestState.Draft => ("info", "Brouillon"),
        ChangeRequestState.Submitted => ("new", "À valider"),
        ChangeRequestState.Approved => ("info", "Programmée"),
        ChangeRequestState.Published => ("success", "Publiée"),
        ChangeRequestState.Returned => ("warning", "À corriger"),
        ChangeRequestState.Rejected => (null, "Refusée"),
        ChangeRequestState.Withdrawn => (null, "Retirée par son auteur"),
        ChangeRequestState.Superseded => (null, "Sans objet"),
        ChangeRequestState.PublishedUrgently => ("error", "Urgente – à relire"),
        ChangeRequestState.Confirmed => ("success", "Urgente – relue"),
        ChangeRequestState.Reverted => (null, "Annulée"),
        ChangeRequestState.Expired => (null, "Terminée"),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a state."),
    };
}

/// <summary>
/// The badge of an entry as its editor sees it: what is under way or, with nothing under way, whether it is published; and beside it, whether
/// something was published urgently that nobody has reviewed.
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
