using Microsoft.AspNetCore.Razor.TagHelpers;

namespace PublicDirectory.Extranet.Dsfr;

/// <summary>
/// A short text, such as a time, in a row of others. Its name is read whole (« Lundi, plage 1, ouverture »), of which the label
/// shows the last word; its messages go under the row, with <c>dsfr-messages</c>.
/// </summary>
[HtmlTargetElement("dsfr-time", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TimeTagHelper : FieldTagHelper
{
    /// <summary>What is read before the label: « Lundi, plage 1 ».</summary>
    public string Within { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output) => Render(output, Html.Of(
        $"""
        <div class="fr-input-group time{(HasErrors ? " time--error" : "")}">
          <label class="fr-label" for="{Id}"><span class="fr-sr-only">{Within}, </span>{LabelText}</label>
          <input class="fr-input{(HasErrors ? " fr-input--error" : "")}" type="text" id="{Id}" name="{Name}" value="{Value ?? ""}" aria-describedby="{MessagesId}"{Invalid}{Others(output)}>
        </div>
        """));
}

/// <summary>The messages of a field that stand elsewhere than under it.</summary>
[HtmlTargetElement("dsfr-messages", TagStructure = TagStructure.WithoutEndTag)]
public sealed class MessagesTagHelper : FieldTagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output) => Render(output, Messages);
}
