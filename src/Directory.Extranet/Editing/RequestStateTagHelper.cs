using Microsoft.AspNetCore.Razor.TagHelpers;
using PublicDirectory.Core.Habilitations;

namespace PublicDirectory.Extranet.Editing;

/// <summary>
/// The badge of a request's state: <c>&lt;dsfr-request-state state="…" /&gt;</c>. The text bears the meaning; the colour repeats it.
/// </summary>
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
